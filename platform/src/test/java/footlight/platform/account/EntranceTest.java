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
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");
    private static final String GOOD = "nine grey doves at dusk";
    private static final String OTHER = "seven green boats at dawn";

    private final List<Letter> letters = new ArrayList<>();
    private final Accounts accounts = accounts();
    private final Entrance entrance = entrance(SignUp.OPEN);

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static Accounts accounts() {
        try {
            return new Accounts(
                    RUNNING.database.jdbi(),
                    SecretKey.open(RUNNING.dataDir).signer("csrf"),
                    new RandomNames(),
                    RUNNING.clock);
        } catch (IOException failure) {
            throw new IllegalStateException("no key", failure);
        }
    }

    private Entrance entrance(SignUp signUp) {
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
        return new Entrance(
                RUNNING.database.jdbi(),
                accounts,
                postbox,
                new EntranceLetters("Footlight"),
                signUp,
                "a good invitation"::equals,
                (_, _, _, _, _) -> {},
                new RandomNames(),
                RUNNING.clock);
    }

    private String token() {
        String url = Objects.requireNonNull(letters.getLast().button()).url();
        assertThat(url).startsWith("/account/");
        return url.substring(url.indexOf('#') + 1);
    }

    private static String codeOf(ThrowingCallable deed) {
        return catchThrowableOfType(Refusal.class, deed).problem().code();
    }

    private void signUp(String email, String password) {
        entrance.signUp("Mia", email, password, null, HOME);
    }

    @Test
    void whoSignsUpLooksAroundAndIsVerifiedByTheLettersLink() {
        signUp("Mia@Example.org ", GOOD);
        assertThat(letters.getLast().to()).isEqualTo("mia@example.org");
        assertThat(accounts.signIn("mia@example.org", GOOD, HOME).account().verified())
                .isFalse();
        assertThat(entrance.confirm(token(), null, HOME).account().verified()).isTrue();
        assertThat(codeOf(() -> entrance.confirm(token(), null, HOME))).isEqualTo("link-not-good");
    }

    @Test
    void anOldLinkOrGarbageProvesNothing() {
        signUp("late@example.org", GOOD);
        RUNNING.clock.pass(Entrance.CONFIRM.plusSeconds(1));
        for (String token : List.of(token(), "", "x", "\u0000", "x".repeat(100)))
            assertThat(codeOf(() -> entrance.confirm(token, null, HOME))).isEqualTo("link-not-good");
        assertThat(accounts.byEmail("late@example.org").orElseThrow().verified())
                .isFalse();
    }

    @Test
    void aConfirmingLinkChoosesNoPasswordAndTheOtherWayRound() {
        signUp("mixed@example.org", GOOD);
        String confirming = token();
        entrance.forgot("mixed@example.org", HOME);
        String resetting = token();
        assertThat(codeOf(() -> entrance.reset(confirming, OTHER, null, HOME))).isEqualTo("link-not-good");
        assertThat(codeOf(() -> entrance.confirm(resetting, null, HOME))).isEqualTo("link-not-good");
    }

    @Test
    void whoSignedUpWithSomebodyElsesAddressLosesItToWhoReadsTheLetter() {
        signUp("victim@example.org", OTHER);
        Accounts.SignedIn squatter = accounts.signIn("victim@example.org", OTHER, HOME);
        signUp("victim@example.org", GOOD);
        entrance.confirm(token(), null, HOME);
        assertThat(accounts.sessions().person(squatter.token())).isEmpty();
        assertThat(codeOf(() -> accounts.signIn("victim@example.org", OTHER, HOME)))
                .isEqualTo("wrong-credentials");
        accounts.signIn("victim@example.org", GOOD, HOME);
    }

    @Test
    void whoAsksForAnotherLetterDoesNotKeepThePasswordForWhoReadsIt() {
        signUp("squatted@example.org", OTHER);
        Accounts.SignedIn squatter = accounts.signIn("squatted@example.org", OTHER, HOME);
        String squatting = token();
        String id = squatter.account().id();
        identity(id);
        changingAddress(id, "changing");
        entrance.confirmAgain(id);
        assertThat(letters.getLast().paragraphs().toString()).doesNotContain("Mia");
        String token = token();
        assertThat(codeOf(() -> entrance.confirm(token, null, HOME)))
                .as("pressing alone proves nothing")
                .isEqualTo("link-not-good");

        assertThat(entrance.reset(token, GOOD, null, HOME).account().verified()).isTrue();
        assertThat(accounts.sessions().person(squatter.token())).isEmpty();
        assertThat(codeOf(() -> accounts.signIn("squatted@example.org", OTHER, HOME)))
                .isEqualTo("wrong-credentials");
        assertThat(codeOf(() -> entrance.confirm(squatting, null, HOME))).isEqualTo("link-not-good");
        assertThat(left("identity", id)).isZero();
        assertThat(left("account_token", id)).isZero();
        accounts.signIn("squatted@example.org", GOOD, HOME);
    }

    @Test
    void whoProvesTheAddressWhereTheyAreSignedInKeepsTheirOtherWaysIn() {
        signUp("own@example.org", GOOD);
        String id = accounts.byEmail("own@example.org").orElseThrow().id();
        identity(id);
        entrance.confirmAgain(id);
        entrance.reset(token(), GOOD, id, HOME);
        assertThat(left("identity", id)).isEqualTo(1);
    }

    @Test
    void aSquattersOtherWaysInEndWithTheFirstProofByAnyLetter() {
        for (String way : List.of("confirm", "forgot")) {
            String email = way + "-first@example.org";
            signUp(email, GOOD);
            String confirming = token();
            String id = accounts.byEmail(email).orElseThrow().id();
            identity(id);
            if (way.equals("confirm")) entrance.confirm(confirming, "somebodyelse", HOME);
            else {
                entrance.forgot(email, HOME);
                entrance.reset(token(), OTHER, null, HOME);
            }
            assertThat(left("identity", id)).as(way).isZero();
            identity(id);
            entrance.forgot(email, HOME);
            entrance.reset(token(), OTHER, null, HOME);
            assertThat(left("identity", id)).as("later proofs").isEqualTo(1);
        }
    }

    private static void identity(String accountId) {
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("""
                insert into identity (id, account_id, provider, issuer, subject, label, created_at, used_at)
                values (?, ?, 'google', 'https://accounts.google.com', ?, 'Squatter', now(), now())""", "i" + accountId.substring(1), accountId, accountId));
    }

    private static void changingAddress(String accountId, String token) {
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("""
                insert into account_token (token_hash, account_id, purpose, email, created_at, expires_at)
                values (?, ?, 'email', 'eve@example.org', now(), now() + interval '1 day')""", footlight.platform.secret.Digests.sha256(token), accountId));
    }

    private static int left(String table, String accountId) {
        return RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from %s where account_id = :id".formatted(table))
                .bind("id", accountId)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void aTakenAddressIsToldToItsOwnerAloneAndStaysAsItIs() {
        signUp("ada@example.org", GOOD);
        assertThat(letters.getLast().subject()).startsWith("You have an account");
        assertThat(codeOf(() -> accounts.signIn("ada@example.org", GOOD, HOME))).isEqualTo("wrong-credentials");
        String[] texts = new String[2];
        String[] mails = {"ada@example.org", "unknown@example.org"};
        for (int i = 0; i < 2; i++) {
            var signUp = RUNNING.browser()
                    .post("/accounts", "{\"name\":\"X\",\"email\":\"" + mails[i] + "\",\"password\":\"" + GOOD + "\"}");
            var forgot = RUNNING.browser().post("/accounts/forgot", "{\"email\":\"" + mails[i] + "\"}");
            texts[i] = signUp.status() + signUp.text() + forgot.status() + forgot.text();
        }
        assertThat(texts[0]).isEqualTo(texts[1]).isEqualTo("202202");
    }

    @Test
    void aWeakPasswordIsRefusedAndTheLinkStaysGood() {
        assertThat(codeOf(() -> signUp("weak@example.org", "password123"))).isEqualTo("weak-password");
        assertThat(letters).isEmpty();
        signUp("weak@example.org", GOOD);
        entrance.forgot("weak@example.org", HOME);
        String token = token();
        assertThat(codeOf(() -> entrance.reset(token, "short", null, HOME))).isEqualTo("weak-password");
        entrance.reset(token, OTHER, null, HOME);
    }

    @Test
    void aNewPasswordEndsEverySessionProvesTheAddressAndIsToldByLetter() {
        signUp("reset@example.org", GOOD);
        Accounts.SignedIn before = accounts.signIn("reset@example.org", GOOD, HOME);
        entrance.forgot("RESET@example.org", HOME);
        String token = token();
        Accounts.SignedIn after = entrance.reset(token, OTHER, null, HOME);
        assertThat(after.account().verified()).isTrue();
        assertThat(accounts.sessions().person(before.token())).isEmpty();
        assertThat(accounts.sessions().person(after.token())).isPresent();
        assertThat(letters.getLast().subject()).contains("was changed");
        assertThat(codeOf(() -> entrance.reset(token, GOOD, null, HOME))).isEqualTo("link-not-good");
        assertThat(codeOf(() -> accounts.signIn("reset@example.org", GOOD, HOME)))
                .isEqualTo("wrong-credentials");
        accounts.signIn("reset@example.org", OTHER, HOME);
    }

    @Test
    void aLinkForANewPasswordIsGoodForAnHour() {
        signUp("slow@example.org", GOOD);
        entrance.forgot("slow@example.org", HOME);
        RUNNING.clock.pass(Duration.ofHours(1).plusSeconds(1));
        assertThat(codeOf(() -> entrance.reset(token(), OTHER, null, HOME))).isEqualTo("link-not-good");
    }

    @Test
    void theLinkThatAnAdminHandsOutChoosesAPassword() {
        OWNER.signIn("ada@example.org", Browser.PASSWORD);
        var made = OWNER.post("/admin/accounts", "{\"email\":\"handed@example.org\",\"name\":\"Handed\"}");
        String link = made.json().getString("link");
        Browser browser = RUNNING.browser();
        var reply = browser.post(
                "/accounts/reset",
                "{\"token\":\"" + link.substring(link.indexOf('#') + 1) + "\",\"password\":\"" + GOOD + "\"}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(browser.get("/session").json().getJsonObject("account").getString("email"))
                .isEqualTo("handed@example.org");
    }

    @Test
    void whereSignUpIsClosedNobodySignsUpAndWhereItIsByInvitationTheInvited() {
        assertThat(codeOf(
                        () -> entrance(SignUp.CLOSED).signUp("Mia", "no@example.org", GOOD, "a good invitation", HOME)))
                .isEqualTo("sign-up-closed");
        Entrance byInvitation = entrance(SignUp.INVITED);
        for (String invitation : new String[] {null, "", "another"})
            assertThat(codeOf(() -> byInvitation.signUp("Mia", "no@example.org", GOOD, invitation, HOME)))
                    .isEqualTo("invitation-needed");
        assertThat(accounts.byEmail("no@example.org")).isEmpty();
        byInvitation.signUp("Mia", "guest@example.org", GOOD, "a good invitation", HOME);
        assertThat(accounts.byEmail("guest@example.org")).isPresent();
    }

    @Test
    void lettersToOneAddressAreLimitedWhoeverHasIt() {
        for (String email : List.of("ada@example.org", "no-one@example.org")) {
            for (int i = 0; i < 5; i++) entrance.forgot(email, HOME);
            assertThat(codeOf(() -> entrance.forgot(email, HOME))).isEqualTo("too-many-attempts");
        }
        RUNNING.clock.pass(Duration.ofHours(1).plusSeconds(1));
        entrance.forgot("ada@example.org", HOME);
    }

    @Test
    void whoIsShutOutIsRefusedLikeAWrongPasswordAndGetsNoWayBackIn() {
        signUp("out@example.org", GOOD);
        entrance.forgot("out@example.org", HOME);
        String token = token();
        String id = accounts.byEmail("out@example.org").orElseThrow().id();
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update account set disabled_at = now() where id = ?", id));
        assertThat(codeOf(() -> accounts.signIn("out@example.org", GOOD, HOME))).isEqualTo("wrong-credentials");
        assertThat(codeOf(() -> entrance.reset(token, OTHER, null, HOME))).isEqualTo("link-not-good");
    }
}
