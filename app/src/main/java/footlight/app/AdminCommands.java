package footlight.app;

import footlight.app.admin.AccountCommand;
import footlight.app.admin.RunningServer;
import footlight.app.admin.ShowCommand;
import footlight.app.admin.StreamsCommand;
import footlight.app.backup.Backup;
import footlight.app.backup.Restore;
import footlight.app.database.DatabaseAddress;
import footlight.app.database.EmbeddedDatabase;
import footlight.app.health.Doctor;
import footlight.app.health.Finding;
import footlight.app.programs.ProgramCache;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `footlight admin …`: each command with its words. Blocks.
final class AdminCommands {
    private static final String KNOWN =
            "admin knows `show create`, `account`, `streams`, `backup`, `restore` and `doctor`.";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final Clock clock;

    AdminCommands(Map<String, String> environment, PrintStream out, Clock clock) {
        this.environment = environment;
        this.out = out;
        this.clock = clock;
    }

    /// @return the exit status
    int run(List<String> given) {
        Words words = new Words(given);
        String command = words.word();
        if (command == null) throw new Main.UsageMistake(KNOWN);
        boolean json = words.flag("--json");
        switch (command) {
            case "show" -> show(words, json);
            case "account" -> account(words, json);
            case "streams" -> streams(words, json);
            case "backup" -> backup(words, json);
            case "restore" -> restore(words, json);
            case "doctor" -> {
                return doctor(words.settings(), json);
            }
            default -> throw new Main.UsageMistake(KNOWN);
        }
        return 0;
    }

    private void show(Words words, boolean json) {
        if (!"create".equals(words.word())) throw new Main.UsageMistake("admin show knows `create`.");
        boolean wait = words.flag("--wait");
        String title = words.value("--title");
        if (title == null) throw new Main.UsageMistake("show create needs --title TITLE.");
        out.println(ShowCommand.create(dataDir(words.settings()), title, !wait).printed(json));
    }

    private void account(Words words, boolean json) {
        String deed = needed(words.word(), "admin account knows `list`, `create`, `reset`, `promote` and `demote`.");
        String email = words.word();
        String name = words.value("--name");
        boolean admin = words.flag("--admin");
        String search = words.value("--search");
        String who = "account " + deed + " needs an E-MAIL.";
        ChosenSettings settings = words.settings();
        Function<AccountCommand, String> done = accounts -> switch (deed) {
            case "list" -> accounts.list(search == null ? "" : search);
            case "create" -> accounts.create(needed(email, who), name, admin);
            case "reset" -> accounts.reset(needed(email, who));
            case "promote" -> accounts.role(needed(email, who), "admin");
            case "demote" -> accounts.role(needed(email, who), "member");
            default -> throw new Main.UsageMistake("`" + deed + "` is nothing that admin account can do.");
        };
        if (RunningServer.on(dataDir(settings)).isPresent())
            out.println(done.apply(AccountCommand.of(dataDir(settings), json)));
        else
            out.println(new Keeping(settings, environment, clock)
                    .accounts(people -> done.apply(AccountCommand.byHand(people, site(settings), json))));
    }

    private static String site(ChosenSettings settings) {
        return settings.find(Settings.PUBLIC_URL)
                .map(URI::toString)
                .orElseGet(() -> "http://localhost:" + settings.of(Settings.HTTP_PORT));
    }

    private void streams(Words words, boolean json) {
        String deed = words.word();
        String show = words.word();
        StreamsCommand streams = StreamsCommand.of(dataDir(words.settings()), json);
        if (deed == null) out.println(streams.list());
        else if (deed.equals("kick")) out.println(streams.kick(needed(show, "streams kick needs a SHOW.")));
        else throw new Main.UsageMistake("admin streams knows `kick`.");
    }

    private void backup(Words words, boolean json) {
        Path file = Path.of(needed(words.word(), "backup needs a FILE."));
        Backup.Made made = new Keeping(words.settings(), environment, clock).backup(file);
        if (json)
            out.println(new JsonObject()
                    .put("file", made.file().toString())
                    .put("bytes", made.bytes())
                    .put("tables", made.tables())
                    .put("rows", made.rows())
                    .put("files", made.files())
                    .encode());
        else
            out.println("Written: " + made.file() + ", " + made.rows() + " rows of " + made.tables() + " tables and "
                    + made.files() + " files, " + made.bytes() + " bytes. It holds every secret: keep it like one.");
    }

    private void restore(Words words, boolean json) {
        Path file = Path.of(needed(words.word(), "restore needs a FILE."));
        ChosenSettings settings = words.settings();
        Restore.Restored back = new Keeping(settings, environment, clock).restore(file);
        if (json)
            out.println(new JsonObject()
                    .put("madeBy", back.madeBy())
                    .put("madeAt", back.madeAt().toString())
                    .put("tables", back.tables())
                    .put("rows", back.rows())
                    .put("files", back.files())
                    .encode());
        else
            out.println("Restored into " + dataDir(settings) + ": " + back.rows() + " rows of " + back.tables()
                    + " tables and " + back.files() + " files, as they were at " + back.madeAt()
                    + ". Start the server with footlight serve.");
    }

    /// 1 when something is wrong.
    private int doctor(ChosenSettings settings, boolean json) {
        Path dataDir = dataDir(settings);
        boolean running = RunningServer.on(dataDir).isPresent();
        List<Finding> found = Doctor.look(
                settings,
                dataDir,
                running,
                database(settings, dataDir, running),
                ProgramCache.of(environment, dataDir.resolve("programs")),
                clock);
        if (json) {
            JsonArray each = new JsonArray();
            found.forEach(finding -> each.add(finding.json()));
            out.println(new JsonObject().put("findings", each).encode());
        } else {
            found.forEach(finding -> out.println(finding.printed()));
        }
        return found.stream().anyMatch(finding -> finding.state() == Finding.State.WRONG) ? 1 : 0;
    }

    private static Optional<DatabaseAddress> database(ChosenSettings settings, Path dataDir, boolean running) {
        Optional<DatabaseAddress> foreign = settings.find(Settings.DATABASE_URL).map(DatabaseAddress::of);
        if (foreign.isPresent() || !running) return foreign;
        try {
            return Optional.of(EmbeddedDatabase.running(dataDir));
        } catch (IOException noneHere) {
            return Optional.empty();
        }
    }

    private static Path dataDir(ChosenSettings settings) {
        return settings.of(Settings.DATA_DIR).toAbsolutePath().normalize();
    }

    private static String needed(@Nullable String word, String complaint) {
        if (word == null) throw new Main.UsageMistake(complaint);
        return word;
    }
}
