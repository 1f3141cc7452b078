package footlight.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import footlight.front.Refusal;
import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static String form(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    @Test
    void aSignedInPersonIsKnownUntilSigningOut() {
        Browser owner = RUNNING.owner();
        assertThat(owner.get("/channels").status()).isEqualTo(200);
        String cookie = owner.cookie;
        assertThat(owner.delete("/session").status()).isEqualTo(204);
        assertThat(owner.cookie).isNull();
        // Somebody who kept a copy of the cookie has nothing.
        owner.cookie = cookie;
        assertThat(owner.get("/channels").code()).isEqualTo("sign-in-first");
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() {
        RUNNING.owner();
        var reply = RUNNING.browser().post("/session", form("ada@example.org", Browser.PASSWORD));
        assertThat(reply.header("set-cookie").orElseThrow())
                .startsWith("session=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        assertThat(reply.header("cache-control")).contains("no-store");
    }

    @Test
    void theCookieLastsAsLongAsASessionMay() {
        RUNNING.owner();
        var reply = RUNNING.browser().post("/session", form("ada@example.org", Browser.PASSWORD));
        assertThat(reply.header("set-cookie").orElseThrow())
                .contains("Max-Age=" + Duration.ofDays(180).toSeconds());
    }

    @Test
    void anUnknownAddressAndAWrongPasswordGetTheSameAnswerAfterTheSameTime() {
        try (RunningPlatform running = RunningPlatform.open()) {
            running.owner();
            String[] texts = new String[2];
            double[] medians = new double[2];
            String[] mails = {"ada@example.org", "nobody@example.org"};
            for (int who = 0; who < 2; who++) {
                long[] nanos = new long[7];
                for (int i = 0; i < nanos.length; i++) {
                    long before = System.nanoTime();
                    var reply = running.browser().post("/session", form(mails[who], "not the right one"));
                    nanos[i] = System.nanoTime() - before;
                    texts[who] = reply.status() + reply.text();
                }
                Arrays.sort(nanos);
                medians[who] = nanos[nanos.length / 2];
            }
            assertThat(texts[0]).isEqualTo(texts[1]).startsWith("401");
            // One hash is the bulk of it; without it the unknown address would be a hundred times faster.
            assertThat(medians[1] / medians[0]).isBetween(0.3, 3.0);
        }
    }

    @Test
    void triesAreLimitedForAnAccountAndSaidWithRetryAfter() {
        try (RunningPlatform running = RunningPlatform.open()) {
            running.owner();
            for (int i = 0; i < 10; i++)
                assertThat(running.browser()
                                .post("/session", form("ada@example.org", "wrong guess " + i))
                                .status())
                        .isEqualTo(401);
            var limited = running.browser().post("/session", form("ada@example.org", Browser.PASSWORD));
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.header("retry-after").map(Integer::parseInt).orElseThrow())
                    .isBetween(1, 900);
            running.clock.pass(Duration.ofMinutes(16));
            assertThat(running.browser()
                            .post("/session", form("ada@example.org", Browser.PASSWORD))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoGuessesElsewhereDoesNotLockThePersonAtHomeOut() throws IOException {
        try (RunningPlatform running = RunningPlatform.open()) {
            running.owner();
            Accounts accounts = new Accounts(
                    running.database.jdbi(),
                    SecretKey.open(running.dataDir).signer("csrf"),
                    new RandomNames(),
                    running.clock);
            InetAddress home = InetAddress.ofLiteral("192.0.2.1");
            accounts.signIn("ada@example.org", Browser.PASSWORD, home);
            for (int i = 0; i < 10; i++) {
                InetAddress elsewhere = InetAddress.ofLiteral("198.51.100." + i);
                assertThat(statusOf(() -> accounts.signIn("ada@example.org", "a guess at it", elsewhere)))
                        .isEqualTo(401);
            }
            InetAddress nowhereKnown = InetAddress.ofLiteral("203.0.113.1");
            assertThat(statusOf(() -> accounts.signIn("ada@example.org", Browser.PASSWORD, nowhereKnown)))
                    .isEqualTo(429);
            for (int i = 0; i < 3; i++)
                assertThat(statusOf(() -> accounts.signIn("ada@example.org", "mistyped again", home)))
                        .isEqualTo(401);
            assertThat(accounts.signIn("ada@example.org", Browser.PASSWORD, home)
                            .account()
                            .name())
                    .isEqualTo("Ada");
        }
    }

    private static int statusOf(Runnable deed) {
        return catchThrowableOfType(Refusal.class, deed::run).problem().status();
    }

    @Test
    void triesAreLimitedForANetworkAddressWhateverTheAccount() {
        try (RunningPlatform running = RunningPlatform.open()) {
            int limited = 0;
            for (int i = 0; i < 31; i++)
                limited = running.browser()
                        .post("/session", form("someone" + i + "@example.org", "a guess at it"))
                        .status();
            assertThat(limited).isEqualTo(429);
        }
    }

    @Test
    void aSessionNotSeenForAMonthIsOver() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            running.clock.pass(Duration.ofDays(29));
            assertThat(owner.get("/channels").status()).isEqualTo(200);
            running.clock.pass(Duration.ofDays(29));
            assertThat(owner.get("/channels").status()).isEqualTo(200);
            running.clock.pass(Duration.ofDays(31));
            assertThat(owner.get("/channels").status()).isEqualTo(401);
        }
    }

    @Test
    void aSessionOutlivesARestart() throws IOException {
        RunningPlatform before = RunningPlatform.open();
        Browser owner = before.owner();
        String cookie = owner.cookie;
        try (RunningPlatform running = before.restarted()) {
            Browser again = running.browser();
            again.cookie = cookie;
            assertThat(again.get("/channels").status()).isEqualTo(200);
        }
    }

    @Test
    void theAdminTokenOpensTheApiAndAWrongOneSaysSo() throws IOException {
        Browser script = RUNNING.browser().with("origin", null);
        script.with("authorization", "Bearer " + RUNNING.adminToken());
        assertThat(script.post("/channels/default/shows", "{\"title\":\"By script\"}")
                        .status())
                .isEqualTo(201);
        script.with("authorization", "Bearer " + "x".repeat(43));
        assertThat(script.get("/channels").code()).isEqualTo("bearer-token-wrong");
    }

    @Test
    void aProxysOwnPasswordIsNoneOfOurBusiness() {
        Browser owner = RUNNING.owner().with("authorization", "Basic YTpi");
        assertThat(owner.get("/channels").status()).isEqualTo(200);
        Browser stranger = RUNNING.browser().with("authorization", "Basic YTpi");
        assertThat(stranger.page("/").status()).isEqualTo(200);
        assertThat(stranger.get("/channels").code()).isEqualTo("sign-in-first");
    }

    @Test
    void whatTheDatabaseRefusesIsSaidWithoutTheValuesThatWereSent() {
        Throwable refused = catchThrowable(() -> RUNNING.database.jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into channel_member (channel_id, account_id, role) values (:channel, 'x', 'owner')")
                .bind("channel", "hush-hush")
                .execute()));
        StringWriter logged = new StringWriter();
        refused.printStackTrace(new PrintWriter(logged));
        assertThat(logged.toString()).contains("foreign key").doesNotContain("hush-hush");
    }

    @Test
    void nothingInTheDatabaseSignsAnybodyIn() {
        Browser owner = RUNNING.owner();
        String token = String.valueOf(owner.cookie).substring("session=".length());
        String everything = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select coalesce(string_agg(session::text, ' '), '') || (select string_agg(account::text, ' ') from account) from session")
                .mapTo(String.class)
                .one());
        assertThat(everything)
                .doesNotContain(token)
                .doesNotContain(Browser.PASSWORD)
                .contains("$argon2id$v=19$");
    }
}
