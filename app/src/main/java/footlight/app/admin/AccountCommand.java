package footlight.app.admin;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// `footlight admin account …`, through the server that runs.
public final class AccountCommand {
    private static final int MOST = 100;

    private final AdminClient client;
    private final boolean json;

    private AccountCommand(AdminClient client, boolean json) {
        this.client = client;
        this.json = json;
    }

    /// @throws AdminRefused when no server runs there
    public static AccountCommand of(Path dataDir, boolean json) {
        return new AccountCommand(AdminClient.of(dataDir), json);
    }

    /// The latest hundred whose e-mail begins so.
    public String list(String search) {
        JsonObject answer = client.get("/admin/accounts?limit=" + MOST + query(search));
        if (json) return answer.encode();
        StringJoiner lines = new StringJoiner("\n");
        lines.setEmptyValue("There is no such account.");
        for (Object each : answer.getJsonArray("items")) lines.add(line((JsonObject) each));
        if (answer.getString("next") != null) lines.add("There are more: narrow it down with --search.");
        return lines.toString();
    }

    /// Makes one, whose person chooses a password by the link that is printed.
    public String create(String email, @Nullable String name, boolean admin) {
        JsonObject wish = new JsonObject()
                .put("email", email)
                .put("name", name == null ? email.split("@", 2)[0] : name)
                .put("role", admin ? "admin" : "member");
        return link(client.post("/admin/accounts", wish));
    }

    /// A link by which that person chooses a new password.
    public String reset(String email) {
        return link(client.post("/admin/accounts/" + idOf(email) + "/reset", new JsonObject()));
    }

    public String role(String email, String role) {
        JsonObject account = client.patch("/admin/accounts/" + idOf(email), new JsonObject().put("role", role));
        return json ? account.encode() : line(account);
    }

    private String link(JsonObject answer) {
        return json ? answer.encode() : "Hand this link over, it works once: " + answer.getString("link");
    }

    private String idOf(String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        for (Object each :
                client.get("/admin/accounts?limit=" + MOST + query(wanted)).getJsonArray("items")) {
            JsonObject account = (JsonObject) each;
            if (account.getString("email").equals(wanted)) return account.getString("id");
        }
        throw new AdminRefused("There is no account of " + email + ".");
    }

    private static String query(String search) {
        return search.isEmpty() ? "" : "&search=" + URLEncoder.encode(search, StandardCharsets.UTF_8);
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
