package footlight.platform.identity;

import footlight.platform.running.Stranger;
import footlight.platform.secret.Digests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Signing in by X, for an app that keeps a secret, and `GET /2/users/me`.
final class FakeX implements Social {
    static final String CLIENT = "bGlnaHRz:1:ci";
    static final String SECRET = "between us: two+half";

    final Desk desk = new Desk(this::play);
    private volatile Stranger.Script token = this::token;
    private volatile Stranger.Script me = this::me;

    @Override
    public Provider provider() {
        return Provider.x(desk.server.url(""), desk.server.url(""), CLIENT, SECRET);
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
                .put("token_type", "bearer")
                .put("expires_in", 7200)
                .put("access_token", desk.token(desk.person.copy()))
                .put("scope", "users.read tweet.read");
    }

    @Override
    public JsonObject about(Object id, Object name) {
        return new JsonObject()
                .put("data", new JsonObject().put("id", id).put("name", name).put("username", "ann_on_stage"));
    }

    /// It has a word of its own for this.
    @Override
    public Stranger.Script noSuchCode() {
        return (_, out) -> error(out, 400, "invalid_request");
    }

    @Override
    public Stranger.Script wrongSecret() {
        return (_, out) -> error(out, 401, "unauthorized_client");
    }

    private void play(Stranger.Asked asked, OutputStream out) throws IOException, InterruptedException {
        switch (Desk.path(asked)) {
            case "/i/oauth2/authorize" -> authorize(Desk.query(asked), out);
            case "/2/oauth2/token" -> token.play(asked, out);
            case "/2/users/me" -> me.play(asked, out);
            default -> Desk.json(out, 404, new JsonObject().put("title", "Not Found"));
        }
    }

    private void authorize(Map<String, String> query, OutputStream out) throws IOException {
        boolean good = desk.demand(CLIENT.equals(query.getOrDefault("client_id", "")), "another app: " + query)
                && desk.demand(
                        desk.redirect.equals(query.getOrDefault("redirect_uri", "")), "another way back: " + query)
                && desk.demand("code".equals(query.getOrDefault("response_type", "")), "no code wanted: " + query)
                && desk.demand(
                        "users.read tweet.read".equals(query.getOrDefault("scope", "")), "another scope: " + query)
                && desk.demand(
                        "S256".equals(query.getOrDefault("code_challenge_method", "")), "another method: " + query)
                && desk.demand(query.getOrDefault("code_challenge", "").length() == 43, "no challenge: " + query)
                && desk.demand(query.getOrDefault("state", "").length() >= 22, "a state to be guessed: " + query);
        if (!good) {
            Stranger.write(out, Stranger.answer(400, "<html>Something went wrong</html>"));
            return;
        }
        String state = "state=" + Desk.encoded(query.getOrDefault("state", ""));
        if (desk.unwilling) Desk.sendOn(out, desk.redirect + "?error=access_denied&" + state);
        else {
            String code = desk.code(new Desk.Given(
                    query.getOrDefault("redirect_uri", ""),
                    query.getOrDefault("code_challenge", ""),
                    desk.person.copy()));
            Desk.sendOn(out, desk.redirect + "?" + state + "&code=" + Desk.encoded(code));
        }
    }

    private void token(Stranger.Asked asked, OutputStream out) throws IOException, InterruptedException {
        Map<String, String> form = Desk.fields(asked.text());
        desk.lastTokenForm = new JsonObject(Map.copyOf(form));
        desk.demand(Desk.posted(asked), "not posted: " + asked.line());
        desk.demand(
                form.keySet().equals(Set.of("grant_type", "code", "redirect_uri", "code_verifier"))
                        && "authorization_code".equals(form.getOrDefault("grant_type", "")),
                "other fields: " + form.keySet());
        Desk.Given given = desk.codes.remove(form.getOrDefault("code", ""));
        String basic = Base64.getEncoder()
                .encodeToString((Desk.encoded(CLIENT) + ":" + Desk.encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
        if (!asked.header("authorization").equals("Basic " + basic))
            wrongSecret().play(asked, out);
        else if (given == null
                || !given.redirect().equals(form.getOrDefault("redirect_uri", ""))
                || !given.challenge().equals(challenge(form.getOrDefault("code_verifier", ""))))
            noSuchCode().play(asked, out);
        else Desk.json(out, 200, goodToken().put("access_token", desk.token(given.person())));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(verifier));
    }

    private void me(Stranger.Asked asked, OutputStream out) throws IOException {
        String bearer = asked.header("authorization");
        JsonObject person = bearer.startsWith("Bearer ") ? desk.tokens.get(bearer.substring(7)) : null;
        if (person == null)
            Desk.json(out, 401, new JsonObject().put("title", "Unauthorized").put("status", 401));
        else Desk.json(out, 200, person);
    }

    static void error(OutputStream out, int status, String word) throws IOException {
        Desk.json(
                out,
                status,
                new JsonObject()
                        .put("error", word)
                        .put("error_description", "Value passed for the authorization code was invalid."));
    }

    @Override
    public String toString() {
        return "x";
    }

    @Override
    public void close() {
        desk.close();
    }
}
