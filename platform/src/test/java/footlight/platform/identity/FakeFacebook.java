package footlight.platform.identity;

import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Facebook Login and `/me` of the Graph API, with their numbers of errors.
final class FakeFacebook implements Social {
    static final String APP = "1234567890123456";
    static final String SECRET = "between us & them=+%";

    final Desk desk = new Desk(this::play);
    private volatile Stranger.Script token = this::token;
    private volatile Stranger.Script me = this::me;

    @Override
    public Provider provider() {
        return Provider.facebook(desk.server.url(""), desk.server.url(""), APP, SECRET);
    }

    @Override
    public void register(String redirect) {
        desk.redirect = redirect;
    }

    @Override
    public void honest(String id, String name) {
        desk.person = about(id, name);
        desk.unwilling = false;
        desk.complaints.clear();
        token = this::token;
        me = this::me;
    }

    /// With an address, which most have and some do not tell.
    void email(String email) {
        desk.person.put("email", email);
    }

    @Override
    public void tokens(Stranger.Script script) {
        token = script;
    }

    @Override
    public void people(Stranger.Script script) {
        me = script;
    }

    @Override
    public void unwilling() {
        desk.unwilling = true;
    }

    @Override
    public List<String> complaints() {
        return desk.complaints;
    }

    @Override
    public JsonObject lastTokenForm() {
        return desk.lastTokenForm;
    }

    @Override
    public JsonObject goodToken() {
        return new JsonObject()
                .put("access_token", desk.token(desk.person.copy()))
                .put("token_type", "bearer")
                .put("expires_in", 5_183_944);
    }

    @Override
    public JsonObject about(Object id, Object name) {
        return new JsonObject().put("id", id).put("name", name);
    }

    @Override
    public Stranger.Script noSuchCode() {
        return (_, out) -> error(out, 400, 100, "This authorization code has been used.");
    }

    @Override
    public Stranger.Script wrongSecret() {
        return (_, out) -> error(out, 400, 1, "Error validating client secret.");
    }

    private void play(Stranger.Asked asked, OutputStream out) throws IOException, InterruptedException {
        switch (Desk.path(asked)) {
            case "/dialog/oauth" -> dialog(Desk.query(asked), out);
            case "/oauth/access_token" -> token.play(asked, out);
            case "/me" -> me.play(asked, out);
            default -> error(out, 404, 803, "Some of the aliases you requested do not exist");
        }
    }

    private void dialog(Map<String, String> query, OutputStream out) throws IOException {
        boolean good = desk.demand(APP.equals(query.getOrDefault("client_id", "")), "another app: " + query)
                && desk.demand(
                        desk.redirect.equals(query.getOrDefault("redirect_uri", "")), "another way back: " + query)
                && desk.demand("code".equals(query.getOrDefault("response_type", "")), "no code wanted: " + query)
                && desk.demand(
                        "email,public_profile".equals(query.getOrDefault("scope", "")), "another scope: " + query)
                && desk.demand(query.getOrDefault("state", "").length() >= 22, "a state to be guessed: " + query);
        if (!good) {
            Stranger.write(out, Stranger.answer(200, "<html>App not active or URL blocked</html>"));
            return;
        }
        String state = "&state=" + Desk.encoded(query.getOrDefault("state", "")) + "#_=_";
        if (desk.unwilling)
            Desk.sendOn(
                    out,
                    desk.redirect + "?error=access_denied&error_code=200&error_description=Permissions+error"
                            + "&error_reason=user_denied" + state);
        else {
            String code = desk.code(new Desk.Given(query.getOrDefault("redirect_uri", ""), "", desk.person.copy()));
            Desk.sendOn(out, desk.redirect + "?code=" + Desk.encoded(code) + state);
        }
    }

    private void token(Stranger.Asked asked, OutputStream out) throws IOException, InterruptedException {
        Map<String, String> form = Desk.fields(asked.text());
        desk.lastTokenForm = new JsonObject(Map.copyOf(form));
        if ("client_credentials".equals(form.getOrDefault("grant_type", ""))) {
            if (!APP.equals(form.getOrDefault("client_id", ""))
                    || !SECRET.equals(form.getOrDefault("client_secret", "")))
                wrongSecret().play(asked, out);
            else
                Desk.json(
                        out,
                        200,
                        new JsonObject().put("access_token", APP + "|app").put("token_type", "bearer"));
            return;
        }
        desk.demand(Desk.posted(asked), "a secret in an address: " + asked.line());
        desk.demand(
                form.keySet().equals(Set.of("client_id", "client_secret", "redirect_uri", "code")),
                "other fields: " + form.keySet());
        Desk.Given given = desk.codes.remove(form.getOrDefault("code", ""));
        if (!APP.equals(form.getOrDefault("client_id", ""))) error(out, 400, 101, "Error validating application.");
        else if (!SECRET.equals(form.getOrDefault("client_secret", "")))
            wrongSecret().play(asked, out);
        else if (given == null || !given.redirect().equals(form.getOrDefault("redirect_uri", "")))
            noSuchCode().play(asked, out);
        else Desk.json(out, 200, goodToken().put("access_token", desk.token(given.person())));
    }

    private void me(Stranger.Asked asked, OutputStream out) throws IOException {
        Map<String, String> query = Desk.query(asked);
        String access = query.getOrDefault("access_token", "");
        JsonObject person = desk.tokens.get(access);
        if (person == null) error(out, 400, 190, "Invalid OAuth access token - Cannot parse access token");
        else if (!proof(access).equals(query.getOrDefault("appsecret_proof", "")))
            error(out, 400, 100, "Invalid appsecret_proof provided in the API argument");
        else if (!desk.demand(
                "id,name,email".equals(query.getOrDefault("fields", "")),
                "other fields: " + query.getOrDefault("fields", "")))
            error(out, 400, 100, "Tried accessing nonexisting field");
        else Desk.json(out, 200, person);
    }

    static void error(OutputStream out, int status, int code, String message) throws IOException {
        Desk.json(
                out,
                status,
                new JsonObject()
                        .put(
                                "error",
                                new JsonObject()
                                        .put("message", message)
                                        .put("type", "OAuthException")
                                        .put("code", code)
                                        .put("fbtrace_id", "AbCdEf")));
    }

    private static String proof(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String toString() {
        return "facebook";
    }

    @Override
    public void close() {
        desk.close();
    }
}
