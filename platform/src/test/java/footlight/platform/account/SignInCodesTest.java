package footlight.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import footlight.front.Refusal;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import footlight.platform.secret.Signer;
import footlight.platform.store.Rows;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SignInCodesTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");
    private static final String GOOD = "nine grey doves at dusk";
    private static final SecretKey KEY = key();

    private final List<Letter> letters = new ArrayList<>();
    private final Accounts accounts =
            new Accounts(RUNNING.database.jdbi(), signer("csrf"), new RandomNames(), RUNNING.clock);
    private final SignInCodes codes = codes(SignUp.OPEN);

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static SecretKey key() {
        try {
            return SecretKey.open(RUNNING.dataDir);
        } catch (IOException failure) {
            throw new IllegalStateException("no key", failure);
        }
    }

    private static Signer signer(String what) {
        return KEY.signer(what);
    }

    private SignInCodes codes(SignUp signUp) {
        Postbox postbox = new Postbox() {
            @Override
            public void post(Letter letter) {
                letters.add(letter);
            }

            @Override
            public void post(Handle transaction, Letter letter) {
                letters.add(letter);
            }
        };
        return new SignInCodes(
                RUNNING.database.jdbi(),
                accounts,
                postbox,
                "Footlight",
                signUp,
                (_, _, _, _, _) -> {},
                signer("code"),
                RUNNING.clock);
    }

    private String code() {
        Matcher digits = Pattern.compile("Your code is (\\d{6})\\.")
                .matcher(letters.getLast().paragraphs().getFirst());
        assertThat(digits.find()).as(letters.getLast().paragraphs().toString()).isTrue();
        return digits.group(1);
    }

    private static String other(String code) {
        return code.equals("123456") ? "654321" : "123456";
    }

    private static String codeOf(ThrowingCallable deed) {
        return catchThrowableOfType(Refusal.class, deed).problem().code();
    }

    @Test
    void aCodeSignsInOnceAndMakesTheAccountOfWhoIsNew() {
        codes.send(" New@Example.org", HOME);
        assertThat(letters.getLast().to()).isEqualTo("new@example.org");
        assertThat(letters.getLast().subject()).doesNotContain(code());
        String code = code();
        Account made = codes.use("new@example.org", code.substring(0, 3) + " " + code.substring(3), null, HOME)
                .account();
        assertThat(made.name()).isEqualTo("new");
        assertThat(made.verified()).isTrue();
        assertThat(made.role()).isEqualTo("member");
        assertThat(codeOf(() -> codes.use("new@example.org", code, null, HOME))).isEqualTo("code-not-good");
        codes.send("new@example.org", HOME);
        assertThat(codes.use("new@example.org", code(), null, HOME).account().id())
                .isEqualTo(made.id());
    }

    @Test
    void fiveWrongOnesVoidItAndANewOneTakesItsPlace() {
        codes.send("five@example.org", HOME);
        String code = code();
        for (int i = 0; i < SignInCodes.TRIES; i++)
            assertThat(codeOf(() -> codes.use("five@example.org", other(code), null, HOME)))
                    .isEqualTo("code-not-good");
        assertThat(codeOf(() -> codes.use("five@example.org", code, null, HOME)))
                .isEqualTo("code-not-good");
        codes.send("five@example.org", HOME);
        codes.use("five@example.org", code(), null, HOME);
    }

    @Test
    void manyTriesAtOnceAreFiveToo() throws Exception {
        codes.send("race@example.org", HOME);
        String code = code();
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 20; i++)
            tries.add(() -> codeOf(() -> codes.use("race@example.org", other(code), null, HOME)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> one : threads.invokeAll(tries))
                assertThat(one.get()).isEqualTo("code-not-good");
        }
        int counted = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select tries from sign_in_code where email = 'race@example.org'")
                .mapTo(Integer.class)
                .one());
        assertThat(counted).isEqualTo(SignInCodes.TRIES);
        assertThat(codeOf(() -> codes.use("race@example.org", code, null, HOME)))
                .isEqualTo("code-not-good");
    }

    @Test
    void anOldOneAnotherAddressesAndGarbageAreTheSame() {
        codes.send("old@example.org", HOME);
        String code = code();
        for (String wrong : List.of("", " ", "000000000", "\u0000", code + "1", "½½½½½½"))
            assertThat(codeOf(() -> codes.use("old@example.org", wrong, null, HOME)))
                    .isIn("code-not-good", "too-many-attempts");
        codes.send("old@example.org", HOME);
        String fresh = code();
        assertThat(codeOf(() -> codes.use("else@example.org", fresh, null, HOME)))
                .isEqualTo("code-not-good");
        RUNNING.clock.pass(SignInCodes.GOOD.plusSeconds(1));
        assertThat(codeOf(() -> codes.use("old@example.org", fresh, null, HOME)))
                .isEqualTo("code-not-good");
    }

    @Test
    void theDatabaseAloneTellsNobodyTheCode() {
        codes.send("hash@example.org", HOME);
        String everything = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(sign_in_code::text, ' ') from sign_in_code where email = 'hash@example.org'")
                .mapTo(String.class)
                .one());
        assertThat(everything).doesNotContain(code());
    }

    @Test
    void aSquattersPasswordAndSessionsEndWhenTheOwnerComesByACode() {
        accounts.make("Squatter", "mine@example.org", accounts.passwords().hash(GOOD));
        Accounts.SignedIn squatter = accounts.signIn("mine@example.org", GOOD, HOME);
        codes.send("mine@example.org", HOME);
        Account owner = codes.use("mine@example.org", code(), null, HOME).account();
        assertThat(owner.verified()).isTrue();
        assertThat(accounts.sessions().person(squatter.token())).isEmpty();
        assertThat(codeOf(() -> accounts.signIn("mine@example.org", GOOD, HOME)))
                .isEqualTo("wrong-credentials");
    }

    @Test
    void whoProvedTheirAddressKeepsTheirPassword() {
        codes.send("ada@example.org", HOME);
        codes.use("ada@example.org", code(), null, HOME);
        accounts.signIn("ada@example.org", Browser.PASSWORD, HOME);
    }

    @Test
    void whoIsShutOutAndWhoMayNotSignUpGetALetterWithoutACode() {
        codes.send("shut@example.org", HOME);
        String early = code();
        String id =
                accounts.make("Shut", "shut@example.org", true).orElseThrow().id();
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update account set disabled_at = now() where id = ?", id));
        assertThat(codeOf(() -> codes.use("shut@example.org", early, null, HOME)))
                .isEqualTo("code-not-good");
        codes.send("shut@example.org", HOME);
        assertThat(letters.getLast().subject()).startsWith("No account");
        for (SignUp closed : List.of(SignUp.CLOSED, SignUp.INVITED)) {
            codes(closed).send("stranger@example.org", HOME);
            assertThat(letters.getLast().subject()).startsWith("No account");
            codes(closed).send("ada@example.org", HOME);
            code();
        }
        assertThat(accounts.byEmail("stranger@example.org")).isEmpty();
    }

    @Test
    void lettersAreLimitedPerAddressWhoeverHasIt() {
        SignInCodes here = codes(SignUp.OPEN);
        for (String email : List.of("ada@example.org", "no-one@example.org")) {
            for (int i = 0; i < 5; i++) here.send(email, HOME);
            assertThat(codeOf(() -> here.send(email, HOME))).isEqualTo("too-many-attempts");
        }
        RUNNING.clock.pass(Duration.ofHours(1).plusSeconds(1));
        here.send("ada@example.org", HOME);
    }

    @Test
    void theApiAnswersTheSameForEverybodyAndSignsIn() {
        OWNER.get("/session");
        Browser browser = RUNNING.browser();
        String known = browser.post("/sessions/codes", "{\"email\":\"ada@example.org\"}")
                .text();
        var unknown = browser.post("/sessions/codes", "{\"email\":\"viewer@example.org\"}");
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known);
        String said = RUNNING.owner().get("/admin/letters").json().getJsonArray("items").stream()
                .map(io.vertx.core.json.JsonObject.class::cast)
                .filter(letter -> letter.getString("to").equals("viewer@example.org"))
                .findFirst()
                .orElseThrow()
                .getJsonArray("paragraphs")
                .getString(0);
        String code = said.replaceAll("\\D", "");
        var wrong = browser.post(
                "/sessions/codes/use", "{\"email\":\"viewer@example.org\",\"code\":\"" + other(code) + "\"}");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("code-not-good");
        assertThat(browser.post("/sessions/codes/use", "{\"email\":\"viewer@example.org\",\"code\":\"" + code + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/session").json().getJsonObject("account").getString("email"))
                .isEqualTo("viewer@example.org");
    }

    @Test
    void whoseAddressWasTakenLatelyIsToldHowToTakeItBackAndGetsNoOtherAccount() {
        String id = accounts.make("Moved", "moved-away@example.org", true)
                .orElseThrow()
                .id();
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        """
                insert into account_token (token_hash, account_id, purpose, email, created_at, expires_at)
                values ('\\x01', ?, 'undo', 'victim-of-it@example.org', ?, ?)""",
                        id,
                        Rows.time(RUNNING.clock.instant()),
                        Rows.time(RUNNING.clock.instant().plusSeconds(600))));
        codes.send("victim-of-it@example.org", HOME);
        assertThat(letters.getLast().subject()).contains("has another address");
        assertThat(letters.getLast().paragraphs().toString()).contains("gives the account this address back");
        assertThat(accounts.byEmail("victim-of-it@example.org")).isEmpty();
    }

    @Test
    void whoTriesElsewhereLocksNobodyOut() {
        InetAddress elsewhere = InetAddress.ofLiteral("198.51.100.9");
        for (int i = 0; i < 5; i++) codes.send("wanted@example.org", elsewhere);
        assertThat(codeOf(() -> codes.send("wanted@example.org", elsewhere))).isEqualTo("too-many-attempts");
        codes.send("wanted@example.org", HOME);
        String code = code();
        for (int i = 0; i < 40; i++)
            assertThat(codeOf(() -> codes.use("wanted@example.org", "", null, elsewhere)))
                    .isIn("code-not-good", "too-many-attempts");
        assertThat(codeOf(() -> codes.use("wanted@example.org", code, null, elsewhere)))
                .isEqualTo("too-many-attempts");
        codes.send("wanted@example.org", HOME);
        codes.use("wanted@example.org", code(), null, HOME);
    }

    @Test
    void aWholeVenueComesInByOneAddress() {
        InetAddress venue = InetAddress.ofLiteral("198.51.100.10");
        for (int i = 0; i < 200; i++) {
            codes.send("seat-" + i + "@example.org", venue);
            codes.use("seat-" + i + "@example.org", code(), null, venue);
        }
    }

    @Test
    void guessingDayByDayIsLimitedWhereverItComesFrom() {
        String email = "patient@example.org";
        for (int round = 0; round < 10; round++) {
            RUNNING.clock.pass(Duration.ofHours(1).plusSeconds(1));
            InetAddress from = InetAddress.ofLiteral("198.51.100." + (20 + round));
            codes.send(email, from);
            String code = code();
            for (int i = 0; i < SignInCodes.TRIES; i++)
                assertThat(codeOf(() -> codes.use(email, other(code), null, from)))
                        .isEqualTo("code-not-good");
        }
        // Also after a restart, which forgets what is counted in memory.
        SignInCodes restarted = codes(SignUp.OPEN);
        restarted.send(email, HOME);
        String right = code();
        assertThat(codeOf(() -> restarted.use(email, right, null, HOME))).isEqualTo("too-many-attempts");
        RUNNING.clock.pass(Duration.ofDays(1));
        restarted.send(email, HOME);
        restarted.use(email, code(), null, HOME);
    }
}
