package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.app.admin.AccountCommand;
import footlight.app.admin.AdminRefused;
import footlight.app.backup.BackupRefused;
import footlight.app.running.Visitor;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.SettingsReader;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `footlight admin account`, beside a server and where none runs: as an operator does who is locked out, on a server
/// that is down.
@Timeout(240)
class AccountsByHandTest {
    private static final String PASSWORD = "three blue lamps on stage";

    @TempDir
    Path folder;

    private Keeping keeping() {
        ChosenSettings settings =
                SettingsReader.read(List.of("--data.dir=" + folder.resolve("data")), Map.of(), folder);
        return new Keeping(settings, System.getenv(), Clock.systemUTC());
    }

    @Test
    void accountsAreSeenToWithAServerAndWithoutOne() throws Exception {
        assertThatThrownBy(() -> keeping().accounts(_ -> ""))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("There is no folder");
        try (RunningProgram server = RunningProgram.serve(folder)) {
            setUp(server);
            choosePassword(linkOf("account", "create", "Grace@example.org", "--name", "Grace"));
            assertThatThrownBy(() -> keeping().accounts(_ -> ""))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("another Footlight is using");
        }
        String made =
                linkOf("account", "create", "edsger@example.org", "--admin", "--public.url=https://shows.example");
        assertThat(made).startsWith("https://shows.example/account/reset#");
        List<String> links = new ArrayList<>(List.of(made));
        keeping().accounts(people -> {
            AccountCommand command = AccountCommand.byHand(people, "http://here", false);
            String words = command.reset("ADA@example.org");
            assertThat(words).contains("once the server runs: http://here/account/reset#");
            links.add(words);
            refused(() -> command.create("edsger@example.org", null, false), "an account with this e-mail address");
            refused(() -> command.create("no address", null, false), "is no e-mail address");
            refused(() -> command.create("new@example.org", "two\nlines", false), "A name has");
            refused(() -> command.reset("nobody@example.org"), "There is no account of nobody@example.org.");
            refused(() -> command.role("nobody@example.org", "admin"), "There is no account of nobody@example.org.");
            assertThat(command.role("Grace@example.org", "admin")).contains("admin", "grace@example.org");
            for (String email : List.of("ada@example.org", "edsger@example.org")) command.role(email, "member");
            refused(() -> command.role("grace@example.org", "member"), "Nobody would run this server then.");
            assertThat(command.role("ada@example.org", "admin")).contains("admin");
            assertThat(command.list("").lines()).hasSize(3);
            return "";
        });
        try (RunningProgram _ = RunningProgram.serve(folder);
                Visitor ada = visitor()) {
            for (String link : links) choosePassword(link);
            ada.api(
                            "POST",
                            "/session",
                            new JsonObject().put("email", "ada@example.org").put("password", PASSWORD))
                    .is(200);
            assertThat(ada.api("GET", "/admin/audit", new JsonObject()).is(200).text())
                    .as("what was done by hand is written down")
                    .contains("account.create", "account.reset", "account.role");
        }
    }

    private static void refused(Runnable deed, String words) {
        assertThatThrownBy(deed::run).isInstanceOf(AdminRefused.class).hasMessageContaining(words);
    }

    /// The link that a command prints.
    private String linkOf(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("admin"));
        all.addAll(List.of(words));
        all.add("--json");
        RunningProgram.Ended ended = RunningProgram.command(folder, all.toArray(String[]::new));
        assertThat(ended.status()).as(ended.words()).isZero();
        return new JsonObject(ended.words()).getString("link");
    }

    private Visitor visitor() throws Exception {
        String site = Files.readString(folder.resolve("data/server.url")).strip();
        return new Visitor(URI.create(site), _ -> {});
    }

    private void setUp(RunningProgram server) throws Exception {
        Matcher link = Pattern.compile("/setup\\?token=(\\S+)").matcher(server.words());
        assertThat(link.find()).isTrue();
        try (Visitor owner = visitor()) {
            owner.api(
                            "POST",
                            "/setup",
                            new JsonObject()
                                    .put("token", link.group(1))
                                    .put("name", "Ada")
                                    .put("email", "ada@example.org")
                                    .put("password", PASSWORD))
                    .is(201);
        }
    }

    /// As its person does.
    private void choosePassword(String link) throws Exception {
        try (Visitor person = visitor()) {
            person.api(
                            "POST",
                            "/accounts/reset",
                            new JsonObject()
                                    .put("token", link.substring(link.indexOf('#') + 1))
                                    .put("password", PASSWORD))
                    .is(200);
        }
    }
}
