package footlight.app.admin;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Asks the server that runs.
record ServersDesk(AdminClient client) implements AccountDesk {
    private static final int SEARCHED = 100;

    @Override
    public JsonObject list(String search, int most) {
        String query = search.isEmpty() ? "" : "&search=" + URLEncoder.encode(search, StandardCharsets.UTF_8);
        return client.get("/admin/accounts?limit=" + most + query);
    }

    @Override
    public JsonObject create(String email, String name, boolean admin) {
        return client.post(
                "/admin/accounts",
                new JsonObject().put("email", email).put("name", name).put("role", admin ? "admin" : "member"));
    }

    @Override
    public JsonObject reset(String email) {
        return client.post("/admin/accounts/" + idOf(email) + "/reset", new JsonObject());
    }

    @Override
    public JsonObject role(String email, String role) {
        return client.patch("/admin/accounts/" + idOf(email), new JsonObject().put("role", role));
    }

    private String idOf(String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        for (Object each : list(wanted, SEARCHED).getJsonArray("items")) {
            JsonObject account = (JsonObject) each;
            if (account.getString("email").equals(wanted)) return account.getString("id");
        }
        throw new AdminRefused("There is no account of " + email + ".");
    }
}
