package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The conversation with an OpenID provider, and all that may be wrong with what it says.
class OpenIdTest extends AtAnIssuer {
    @Test
    void somebodyNewComesInByTheirProvidersWord() {
        issuer.person.put("email", "Ann@Example.com").put("email_verified", true);
        Visitor ann = started();
        assertThat(ann.sent)
                .containsEntry("client_id", Issuer.CLIENT)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", running.url() + "/auth/acme/callback")
                .containsKeys("state", "nonce");
        Browser.Reply reply = back(ann);
        assertThat(reply.header("location")).contains("/s/abc?x=1");
        assertThat(ann.who()).isEqualTo("ann@example.com");
        assertThat(ann.browser.get("/session").json().getJsonObject("account").getBoolean("verified"))
                .isTrue();
        assertThat(issuer.lastAuthorization).startsWith("Basic ");
        assertThat(issuer.lastTokenForm).doesNotContain("two");
        // And is the same person the next time, whatever their address is then.
        issuer.person.put("email", "ann.married@example.com");
        Visitor again = started();
        back(again);
        assertThat(again.who()).isEqualTo("ann@example.com");
    }

    @Test
    void theCookieOfAnAttemptIsKeptFromScriptsAndReadable() {
        Browser.Reply reply = new Visitor(running).start("acme", "/");
        String set = reply.header("set-cookie").orElseThrow();
        assertThat(set).startsWith("signin=").contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600");
        assertThat(set).doesNotContain("Domain");
    }

    @Test
    void keysOfACurveAreGoodToo() {
        issuer.algorithm = "ES256";
        Visitor ann = started();
        back(ann);
        assertThat(ann.who()).isEmpty();
        assertThat(ann.browser.get("/session").json().getJsonObject("account").getString("name"))
                .isEqualTo("Ann");
    }

    @Test
    void aNewKeyIsFetchedOnceWhenItIsFirstSeenAndStrangeOnesDoNotMakeUsAskForEver() {
        int before = issuer.keysAsked.get();
        back(started());
        assertThat(issuer.keysAsked.get()).isEqualTo(before + 1);
        issuer.rsa = Issuer.rsa();
        issuer.keyId = "second";
        Visitor ann = started();
        back(ann);
        assertThat(ann.who()).isEmpty();
        assertThat(issuer.keysAsked.get()).isEqualTo(before + 2);
        issuer.token = token -> {
            JsonObject header = new JsonObject().put("alg", "RS256").put("kid", "unheard of");
            return Issuer.base64(header.encode().getBytes(StandardCharsets.UTF_8))
                    + token.substring(token.indexOf('.'));
        };
        for (int i = 0; i < 10; i++) assertThat(problem(back(started()))).isEqualTo("provider-untrusted");
        assertThat(issuer.keysAsked.get()).isLessThanOrEqualTo(before + 4);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("another nonce", issuer -> issuer.claims = claims -> claims.put("nonce", "x")),
                lie("no nonce", issuer -> issuer.claims = claims -> without(claims, "nonce")),
                lie("for another", issuer -> issuer.claims = claims -> claims.put("aud", "somebody-else")),
                lie("for nobody", issuer -> issuer.claims = claims -> without(claims, "aud")),
                lie(
                        "for several, given to another",
                        issuer -> issuer.claims = claims -> claims.put(
                                        "aud",
                                        new JsonArray().add(Issuer.CLIENT).add("another"))
                                .put("azp", "another")),
                lie(
                        "for several, given to nobody",
                        issuer -> issuer.claims = claims -> claims.put(
                                "aud", new JsonArray().add(Issuer.CLIENT).add("another"))),
                lie("of another issuer", issuer -> issuer.claims = claims -> claims.put("iss", "https://evil.example")),
                lie("expired", issuer -> issuer.claims = claims -> claims.put("exp", claims.getLong("iat") - 61)),
                lie("never expiring", issuer -> issuer.claims = claims -> without(claims, "exp")),
                lie("expiring in words", issuer -> issuer.claims = claims -> claims.put("exp", "later")),
                lie(
                        "made tomorrow",
                        issuer -> issuer.claims = claims -> claims.put("iat", claims.getLong("iat") + 86_400)),
                lie("without a subject", issuer -> issuer.claims = claims -> without(claims, "sub")),
                lie("about a number", issuer -> issuer.claims = claims -> claims.put("sub", 7)),
                lie("signed by nobody", issuer -> issuer.algorithm = "none"),
                lie("signed with the public key", issuer -> issuer.algorithm = "HS256"),
                lie(
                        "without its signature",
                        issuer -> issuer.token = token -> token.substring(0, token.lastIndexOf('.') + 1)),
                lie(
                        "changed after signing",
                        issuer -> issuer.token = token -> {
                            String[] parts = token.split("\\.");
                            JsonObject claims = new JsonObject(new String(
                                    java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
                            claims.put("sub", "somebody else");
                            return parts[0] + "."
                                    + Issuer.base64(claims.encode().getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
                        }),
                lie("of two parts", issuer -> issuer.token = token -> token.substring(0, token.lastIndexOf('.'))),
                lie("of no letters", issuer -> issuer.token = _ -> "..."),
                lie("no text", issuer -> issuer.token = _ -> "\u0000"));
    }

    private static Arguments lie(String name, Consumer<Issuer> told) {
        return Arguments.of(org.junit.jupiter.api.Named.of(name, told));
    }

    private static JsonObject without(JsonObject claims, String name) {
        claims.remove(name);
        return claims;
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aTokenThatIsNotAboutThisAttemptSignsNobodyIn(Consumer<Issuer> lie) {
        lie.accept(issuer);
        Visitor visitor = started();
        assertThat(problem(back(visitor))).isEqualTo("provider-untrusted");
        assertThat(visitor.who()).isEqualTo("nobody");
    }

    @Test
    void aCodeThatOneTriesAgainIsWorthNothing() {
        Visitor ann = started();
        Map<String, String> answer = good(ann);
        String cookie = ann.attempt();
        ann.back("acme", answer);
        // The whole way back again, cookie and all.
        Visitor thief = new Visitor(running);
        thief.attempt(cookie);
        assertThat(problem(thief.back("acme", answer))).isEqualTo("expired");
        // The code in an attempt of one's own.
        Visitor other = started();
        Map<String, String> stolen = Map.of(
                "code", String.valueOf(answer.get("code")),
                "state", String.valueOf(other.sent.get("state")),
                "iss", issuer.url());
        assertThat(problem(other.back("acme", stolen))).isEqualTo("try-again");
        assertThat(thief.who() + other.who()).isEqualTo("nobodynobody");
    }

    @Test
    void anAttemptEndsInTheBrowserThatBeganIt() {
        Visitor ann = started();
        Map<String, String> answer = good(ann);
        assertThat(problem(new Visitor(running).back("acme", answer)))
                .as("no cookie")
                .isEqualTo("expired");
        Visitor eve = started();
        assertThat(problem(eve.back("acme", answer))).as("another attempt").isEqualTo("expired");
        Visitor forger = new Visitor(running);
        for (String forged : List.of("signin=", "signin=AAAA", "signin=" + "A".repeat(300), "signin=%%%")) {
            forger.attempt(forged);
            assertThat(problem(forger.back("acme", answer))).as(forged).isEqualTo("expired");
        }
    }

    @Test
    void anAttemptIsOverAfterTenMinutes() {
        Visitor ann = started();
        running.clock.pass(Duration.ofMinutes(10));
        assertThat(problem(back(ann))).isEqualTo("expired");
    }

    @Test
    void aMixedUpIssuerGetsNoCode() {
        for (String said : List.of("https://evil.example", issuer.url() + "/", "")) {
            Visitor ann = started();
            Map<String, String> answer = new java.util.HashMap<>(good(ann));
            if (said.isEmpty()) answer.remove("iss");
            else answer.put("iss", said);
            issuer.lastTokenForm = "";
            assertThat(problem(ann.back("acme", answer))).as(said).isEqualTo("provider-untrusted");
            assertThat(issuer.lastTokenForm).isEmpty();
        }
    }

    @Test
    void anotherProvidersAnswerIsNoAnswer() {
        Visitor ann = started();
        assertThat(problem(ann.back("google", good(ann)))).isEqualTo("no-provider");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"access_denied", "login_required", "server_error", "invalid_scope", "<script>alert(1)</script>"})
    void whatTheProviderRefusesLandsOnOurPage(String error) {
        Visitor ann = started();
        Browser.Reply reply = ann.back("acme", Map.of("error", error, "state", String.valueOf(ann.sent.get("state"))));
        assertThat(problem(reply)).isIn("denied", "provider-away", "provider-setup");
        assertThat(reply.header("location").orElseThrow())
                .contains("next=%2Fs%2Fabc")
                .doesNotContain("script");
    }

    @Test
    void aProviderThatDoesNotAnswerAsItShouldIsSaidToBeAway() {
        record Bad(String name, Stranger.Script script) {}
        for (Bad bad : List.of(
                new Bad("garbage", Stranger.answering(200, "<html>")),
                new Bad("no HTTP", (_, out) -> Stranger.write(out, "hello\r\n\r\n")),
                new Bad("huge", Stranger.answering(200, "{\"x\":\"" + "y".repeat(400_000) + "\"}")),
                new Bad("a list", Stranger.answering(200, "[]")),
                new Bad("broken", Stranger.answering(500, "{}")),
                new Bad(
                        "sends on",
                        (_, out) -> Stranger.write(
                                out,
                                "HTTP/1.1 302 So\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")))) {
            issuer.tokens = bad.script();
            Visitor ann = started();
            assertThat(problem(back(ann))).as(bad.name()).isEqualTo("provider-away");
            assertThat(ann.who()).isEqualTo("nobody");
        }
        issuer.tokens = Stranger.answering(401, "{\"error\":\"invalid_client\"}");
        assertThat(problem(back(started()))).isEqualTo("provider-setup");
    }

    @Test
    void aProviderThatNeverAnswersIsWaitedForNoLongerThanOneWaits() {
        issuer.tokens = (_, out) -> {
            Stranger.write(out, "HTTP/1.1 200 So\r\nContent-Length: 100\r\n\r\n{");
            new java.util.concurrent.CountDownLatch(1).await();
        };
        Visitor ann = started();
        long before = System.nanoTime();
        assertThat(problem(back(ann))).isEqualTo("provider-away");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aDocumentOfAnotherIssuerOrWithStrangeAddressesIsNotUsed() {
        for (Consumer<JsonObject> lie : List.<Consumer<JsonObject>>of(
                json -> json.put("issuer", "https://evil.example"),
                json -> json.put("token_endpoint", "http://evil.example/token"),
                json -> json.put("authorization_endpoint", "javascript:alert(1)"),
                json -> json.put("jwks_uri", 7),
                json -> json.remove("issuer"))) {
            issuer.document = json -> {
                lie.accept(json);
                return json;
            };
            running.clock.pass(Duration.ofHours(2));
            assertThat(problem(new Visitor(running).start("acme", "/"))).isEqualTo("provider-untrusted");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "/%2f/evil.example",
                "/%5cevil.example",
                "/a//evil.example",
                "/./x",
                "/\t/evil.example",
                "/\n/evil.example",
                "evil.example",
                "",
                "/sign-in?next=/",
                "/auth/acme/start"
            })
    void nobodyIsSentOnToAnotherSite(String next) {
        Visitor ann = new Visitor(running);
        ann.start("acme", next);
        issuer.nonce = String.valueOf(ann.sent.get("nonce"));
        issuer.now = running.clock.instant();
        assertThat(back(ann).header("location")).contains("/manage");
    }

    @Test
    void anUnknownProviderSendsBackToThePage() {
        assertThat(problem(new Visitor(running).start("nobody", "/"))).isEqualTo("no-provider");
        assertThat(running.browser().get("/session/providers").json().encode())
                .isEqualTo("{\"items\":[{\"key\":\"acme\",\"name\":\"Acme\"}],\"mail\":false}");
    }

    @Test
    void whatTheTokenDoesNotTellIsAskedForAndMustBeAboutTheSamePerson() {
        issuer.document = json -> json.put("userinfo_endpoint", issuer.url() + "/people");
        Visitor ann = started();
        back(ann);
        assertThat(ann.who()).isEqualTo("told.later@example.com");
        issuer.person.put("people-sub", "somebody else");
        assertThat(problem(back(started()))).isEqualTo("provider-untrusted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"type\":null}}",
                "{\"error\":\"\uD83D\uDE00\uD83D\uDE00\"}",
                "{\"error\":{\"type\":7}}",
                "{}",
                "{\"error\":[1]}"
            })
    void anErrorOfAnyShapeIsAWord(String json) {
        assertThat(new ProviderCalls.Said(400, new JsonObject(json)).error()).matches("[a-zA-Z0-9_.?-]{1,60}");
    }
}
