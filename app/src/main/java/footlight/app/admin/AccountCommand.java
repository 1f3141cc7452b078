package footlight.app.admin;

import footlight.platform.admin.PeopleByHand;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// `footlight admin account …`, through the server that runs, or on the database where none does.
public final class AccountCommand {
    private static final int MOST = 100;

    private final AccountDesk desk;
    private final boolean json;
    private final String when;

    private AccountCommand(AccountDesk desk, boolean json, String when) {
        this.desk = desk;
        this.json = json;
        this.when = when;
    }

    /// @throws AdminRefused when no server runs there
    public static AccountCommand of(Path dataDir, boolean json) {
        return new AccountCommand(new ServersDesk(AdminClient.of(dataDir)), json, "");
    }

    /// @param site where the server will be reached
    public static AccountCommand byHand(PeopleByHand people, String site, boolean json) {
        return new AccountCommand(new DatabaseDesk(people, site), json, " once the server runs");
    }

    /// The latest hundred whose e-mail begins so.
    public String list(String search) {
        JsonObject answer = desk.list(search, MOST);
        if (json) return answer.encode();
        StringJoiner lines = new StringJoiner("\n");
        lines.setEmptyValue("There is no such account.");
        for (Object each : answer.getJsonArray("items")) lines.add(line((JsonObject) each));
        if (answer.getString("next") != null) lines.add("There are more: narrow it down with --search.");
        return lines.toString();
    }

    /// Makes one, whose person chooses a password by the link that is printed.
    public String create(String email, @Nullable String name, boolean admin) {
        return link(desk.create(email, name == null ? email.split("@", 2)[0] : name, admin));
    }

    /// A link by which that person chooses a new password.
    public String reset(String email) {
        return link(desk.reset(email));
    }

    public String role(String email, String role) {
        JsonObject account = desk.role(email, role);
        return json ? account.encode() : line(account);
    }

    private String link(JsonObject answer) {
        return json ? answer.encode() : "Hand this link over, it works once" + when + ": " + answer.getString("link");
    }

    private static String line(JsonObject account) {
        return String.format(
                "%-12s  %-6s  %s  (%s)",
                account.getString("id"),
                account.getString("role"),
                account.getString("email"),
                account.getString("name"));
    }
}
