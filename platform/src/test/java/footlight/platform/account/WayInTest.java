package footlight.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import footlight.front.Refusal;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.running.Browser;
import footlight.platform.running.HeldRows;
import footlight.platform.running.RunningPlatform;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import footlight.platform.store.Rows;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WayInTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.9");
    private static final String OTHER = "seven green boats at dawn";

    private final List<Letter> letters = new ArrayList<>();
    private final Accounts accounts = accounts();
    private final WayIn wayIn = wayIn();

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

    private WayIn wayIn() {
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
        return new WayIn(
                RUNNING.database.jdbi(),
                accounts,
                postbox,
                new WayInLetters("Footlight"),
                new EntranceLetters("Footlight"),
                new RandomNames(),
                RUNNING.clock);
    }

    private static String token(Letter letter, String page) {
        String url = Objects.requireNonNull(letter.button()).url();
        String start = "/account/" + page + "#";
        assertThat(url).startsWith(start);
        return url.substring(start.length());
    }

    private static String codeOf(ThrowingCallable deed) {
        return catchThrowableOfType(Refusal.class, deed).problem().code();
    }

    private static String id(Browser browser) {
        return String.valueOf(browser.accountId);
    }

    private String emailOf(Browser browser) {
        return accounts.byId(id(browser)).orElseThrow().email();
    }

    /// Somebody with this password, signed in in two places.
    private static Browser[] withPassword(String password) {
        Browser mia = RUNNING.person("Mia");
        String form = new JsonObject().put("password", password).encode();
        assertThat(mia.api("PUT", "/account/password", form).status()).isEqualTo(204);
        Browser phone = RUNNING.browser();
        phone.signIn(mia.accountId + "@example.org", password);
        return new Browser[] {mia, phone};
    }

    private static String change(String old, String password) {
        return new JsonObject()
                .put("oldPassword", old)
                .put("password", password)
                .encode();
    }

    private static String chosen(Browser who) {
        return who.get("/account/activity").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(deed -> deed.getString("deed").equals("account.password"))
                .findFirst()
                .orElseThrow()
                .getString("detail");
    }

    @Test
    void aFirstPasswordIsNotToldAsOneThatTookTheOldOnes() {
        Browser[] both = withPassword(Browser.PASSWORD);
        assertThat(chosen(both[0])).isEmpty();
        both[1].api("PUT", "/account/password", change(Browser.PASSWORD, OTHER));
        assertThat(chosen(both[1])).isEqualTo("by the old one");
    }

    @Test
    void aNewPasswordTakesTheOldOneAndEndsEveryOtherSession() {
        Browser[] both = withPassword(Browser.PASSWORD);
        Browser here = both[1];
        var changed = here.api("PUT", "/account/password", change(Browser.PASSWORD, OTHER));
        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
        assertThat(here.get("/account").status()).isEqualTo(200);
        assertThat(both[0].get("/account").code()).isEqualTo("sign-in-first");
        String email = here.get("/account").json().getString("email");
        String old = new JsonObject()
                .put("email", email)
                .put("password", Browser.PASSWORD)
                .encode();
        assertThat(RUNNING.browser().post("/session", old).code()).isEqualTo("wrong-credentials");
        RUNNING.browser().signIn(email, OTHER);
    }

    @Test
    void withoutTheOldPasswordOrWithAWrongOneNothingChanges() {
        Browser here = withPassword(Browser.PASSWORD)[1];
        var none = here.api(
                "PUT",
                "/account/password",
                new JsonObject().put("password", OTHER).encode());
        assertThat(none.code()).isEqualTo("invalid-request");
        assertThat(here.api("PUT", "/account/password", change("not the right one", OTHER))
                        .code())
                .isEqualTo("wrong-password");
        assertThat(here.api("PUT", "/account/password", change(Browser.PASSWORD, "password123"))
                        .code())
                .isEqualTo("weak-password");
        RUNNING.clock.pass(Duration.ofMinutes(16));
        assertThat(here.api("PUT", "/account/password", change(Browser.PASSWORD, OTHER))
                        .code())
                .isEqualTo("sign-in-again");
        RUNNING.browser().signIn(here.get("/account").json().getString("email"), Browser.PASSWORD);
    }

    @Test
    void guessingTheOldPasswordIsLimited() {
        String id = id(withPassword(Browser.PASSWORD)[0]);
        InetAddress guesser = InetAddress.ofLiteral("192.0.2.66");
        for (int i = 0; i < 10; i++)
            assertThat(codeOf(() -> wayIn.password(id, "a wrong guess", OTHER, "", guesser)))
                    .isEqualTo("wrong-password");
        assertThat(codeOf(() -> wayIn.password(id, Browser.PASSWORD, OTHER, "", guesser)))
                .isEqualTo("too-many-attempts");
    }

    @Test
    void theOwnerIsToldOfTheNewPasswordAndLinksForAnotherAreWorthless() {
        Browser mia = RUNNING.person("Mia");
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into account_token (token_hash, account_id, purpose, email, created_at, expires_at) values"
                                + " (sha256(convert_to(?, 'UTF8')), ?, 'reset', 'x', now(), now() + interval '1 day')",
                        id(mia),
                        id(mia)));
        wayIn.password(id(mia), null, OTHER, "", HOME);
        assertThat(letters.getLast().subject()).contains("was changed");
        assertThat(letters.getLast().to()).isEqualTo(mia.accountId + "@example.org");
        int left = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from account_token where account_id = :id")
                .bind("id", id(mia))
                .mapTo(Integer.class)
                .one());
        assertThat(left).isZero();
    }

    @Test
    void anAddressThatIsNotConfirmedComesBeforeAPassword() {
        Browser mia = RUNNING.person("Mia");
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update account set verified_at = null where id = ?", id(mia)));
        assertThat(codeOf(() -> wayIn.password(id(mia), null, OTHER, "", HOME))).isEqualTo("not-verified");
    }

    @Test
    void anAddressIsOnesOwnOnceItsLinkWasPressed() {
        Browser mia = RUNNING.person("Mia");
        String before = emailOf(mia);
        wayIn.email(id(mia), " Moved@Example.org ");
        assertThat(letters).hasSize(1);
        assertThat(letters.getLast().to()).isEqualTo("moved@example.org");
        assertThat(emailOf(mia)).isEqualTo(before);
        assertThat(mia.get("/account").json().getString("newEmail")).isEqualTo("moved@example.org");
        String token = token(letters.getLast(), "email");
        wayIn.confirmEmail(id(mia), token, HOME);
        assertThat(emailOf(mia)).isEqualTo("moved@example.org");
        assertThat(mia.get("/account").json().getValue("newEmail")).isNull();
        assertThat(letters.getLast().to()).isEqualTo(before);
        assertThat(codeOf(() -> wayIn.confirmEmail(id(mia), token, HOME))).isEqualTo("link-not-good");
    }

    @Test
    void whoHadTheAddressBeforeTakesTheChangeBackAndEverybodyIsOut() {
        Browser mia = RUNNING.person("Mia");
        String before = emailOf(mia);
        wayIn.email(id(mia), "thief@example.org");
        wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME);
        String undo = token(letters.getLast(), "email/undo");
        // The thief moves it on, and would have a link to take that back.
        wayIn.email(id(mia), "thief-2@example.org");
        wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME);
        String thiefs = token(letters.getLast(), "email/undo");
        wayIn.email(id(mia), "thief-3@example.org");
        String pending = token(letters.getLast(), "email");

        wayIn.undoEmail(undo, HOME);
        assertThat(emailOf(mia)).isEqualTo(before);
        assertThat(mia.get("/account").code()).isEqualTo("sign-in-first");
        for (String link : List.of(undo, thiefs))
            assertThat(codeOf(() -> wayIn.undoEmail(link, HOME))).isEqualTo("link-not-good");
        assertThat(codeOf(() -> wayIn.confirmEmail(id(mia), pending, HOME))).isEqualTo("link-not-good");
        assertThat(letters.getLast().to()).isEqualTo(before);
        String reset = token(letters.getLast(), "reset");
        Browser browser = RUNNING.browser();
        assertThat(browser.post(
                                "/accounts/reset",
                                new JsonObject()
                                        .put("token", reset)
                                        .put("password", OTHER)
                                        .encode())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void linksEndAndServeNoOtherPurpose() {
        Browser mia = RUNNING.person("Mia");
        wayIn.email(id(mia), "slow@example.org");
        String move = token(letters.getLast(), "email");
        assertThat(codeOf(() -> wayIn.undoEmail(move, HOME))).isEqualTo("link-not-good");
        RUNNING.clock.pass(WayIn.MOVE.plusSeconds(1));
        assertThat(codeOf(() -> wayIn.confirmEmail(id(mia), move, HOME))).isEqualTo("link-not-good");
        wayIn.email(id(mia), "slow@example.org");
        wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME);
        String undo = token(letters.getLast(), "email/undo");
        assertThat(codeOf(() -> wayIn.confirmEmail(id(mia), undo, HOME))).isEqualTo("link-not-good");
        RUNNING.clock.pass(WayIn.UNDO.plusSeconds(1));
        assertThat(codeOf(() -> wayIn.undoEmail(undo, HOME))).isEqualTo("link-not-good");
        for (String garbage : List.of("", "x", "\u0000", "x".repeat(100)))
            assertThat(codeOf(() -> wayIn.confirmEmail(id(mia), garbage, HOME))).isEqualTo("link-not-good");
    }

    @Test
    void aTakenAddressIsToldToItsOwnerAloneAndTheAskerSeesNoDifference() {
        Browser mia = RUNNING.person("Mia");
        Browser zoe = RUNNING.person("Zoe");
        wayIn.email(id(mia), emailOf(zoe));
        assertThat(letters).hasSize(1);
        assertThat(letters.getLast().to()).isEqualTo(emailOf(zoe));
        assertThat(letters.getLast().subject()).startsWith("You have an account");
        assertThat(Objects.requireNonNull(letters.getLast().button()).url()).doesNotContain("#");
        assertThat(mia.get("/account").json().getString("newEmail")).isEqualTo(emailOf(zoe));
        String free = mia.post("/account/email", "{\"email\":\"free-one@example.org\"}")
                        .status() + "";
        var taken = mia.post("/account/email", "{\"email\":\"" + emailOf(zoe) + "\"}");
        assertThat(taken.status() + taken.text()).isEqualTo(free);
        assertThat(emailOf(zoe)).isEqualTo(zoe.accountId + "@example.org");
    }

    @Test
    void ofTwoWhoWantTheSameAddressTheFasterOneHasIt() throws Exception {
        Browser mia = RUNNING.person("Mia");
        Browser zoe = RUNNING.person("Zoe");
        wayIn.email(id(mia), "both@example.org");
        String mias = token(letters.getLast(), "email");
        wayIn.email(id(zoe), "both@example.org");
        String zoes = token(letters.getLast(), "email");
        CompletableFuture<String> one;
        CompletableFuture<String> two;
        try (HeldRows held = HeldRows.of(
                RUNNING.databaseUrl,
                "select id from account where id in ('" + id(mia) + "', '" + id(zoe) + "') for update")) {
            one = CompletableFuture.supplyAsync(() -> confirmed(mia, mias));
            two = CompletableFuture.supplyAsync(() -> confirmed(zoe, zoes));
            held.awaitWaiting(2);
        }
        assertThat(List.of(one.get(10, TimeUnit.SECONDS), two.get(10, TimeUnit.SECONDS)))
                .containsExactlyInAnyOrder("204", "email-taken");
    }

    private static String confirmed(Browser browser, String token) {
        var reply = browser.post(
                "/account/email/confirm", new JsonObject().put("token", token).encode());
        return reply.status() == 204 ? "204" : reply.code();
    }

    @Test
    void nobodyIsTalkedIntoGivingTheirAddressToAnotherAccount() {
        Browser thief = RUNNING.person("Thief");
        Browser mia = RUNNING.person("Mia");
        wayIn.email(id(thief), "victim@example.org");
        String token = token(letters.getLast(), "email");
        assertThat(confirmed(RUNNING.browser(), token)).isEqualTo("sign-in-first");
        assertThat(confirmed(mia, token)).isEqualTo("not-yours");
        assertThat(emailOf(thief)).isEqualTo(thief.accountId + "@example.org");
        assertThat(confirmed(thief, token)).as("it was not used up").isEqualTo("204");
    }

    @Test
    void aThiefWhoChoosesAPasswordByTheNewAddressDoesNotStopTheOwner() {
        Browser mia = RUNNING.person("Mia");
        String before = emailOf(mia);
        wayIn.email(id(mia), "thiefs-own@example.org");
        wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME);
        String undo = token(letters.getLast(), "email/undo");
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into account_token (token_hash, account_id, purpose, email, created_at, expires_at) values"
                                + " (sha256(convert_to('thiefs-reset', 'UTF8')), ?, 'reset', 'thiefs-own@example.org', ?, ?)",
                        id(mia),
                        Rows.time(RUNNING.clock.instant()),
                        Rows.time(RUNNING.clock.instant().plusSeconds(60))));
        var reset = RUNNING.browser()
                .post("/accounts/reset", "{\"token\":\"thiefs-reset\",\"password\":\"" + OTHER + "\"}");
        assertThat(reset.status()).as(reset.text()).isEqualTo(200);
        wayIn.undoEmail(undo, HOME);
        assertThat(emailOf(mia)).isEqualTo(before);
    }

    @Test
    void anAddressThatWasNeverProvedTakesNothingBack() {
        Browser mia = RUNNING.person("Mia");
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update account set verified_at = null where id = ?", id(mia)));
        wayIn.email(id(mia), "right@example.org");
        wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME);
        assertThat(letters).as("no letter to the address before").hasSize(1);
        assertThat(mia.get("/account").json().getBoolean("verified")).isTrue();
    }

    @Test
    void lettersAreLimitedAndAStaleSessionAsksForNone() {
        Browser mia = RUNNING.person("Mia");
        for (int i = 0; i < 5; i++) wayIn.email(id(mia), "many-" + i + "@example.org");
        assertThat(codeOf(() -> wayIn.email(id(mia), "many-5@example.org"))).isEqualTo("too-many-attempts");
        RUNNING.clock.pass(Duration.ofMinutes(16));
        assertThat(mia.post("/account/email", "{\"email\":\"late@example.org\"}")
                        .code())
                .isEqualTo("sign-in-again");
    }

    @Test
    void aWishIsTakenBack() {
        Browser mia = RUNNING.person("Mia");
        wayIn.email(id(mia), "never-mind@example.org");
        assertThat(mia.delete("/account/email").status()).isEqualTo(204);
        assertThat(mia.get("/account").json().getValue("newEmail")).isNull();
        assertThat(codeOf(() -> wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME)))
                .isEqualTo("link-not-good");
        assertThat(codeOf(() -> wayIn.email(id(mia), emailOf(mia)))).isEqualTo("invalid-request");
    }

    /// Takes her address away, as a thief at her browser would.
    ///
    /// @return what takes it back
    private String stolen(Browser mia, String to) {
        wayIn.email(id(mia), to);
        wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME);
        return token(letters.getLast(), "email/undo");
    }

    @Test
    void nobodyStandsInTheWayOfTakingItBack() {
        Browser mia = RUNNING.person("Mia");
        String before = emailOf(mia);
        String undo = stolen(mia, "way-thief@example.org");
        assertThat(accounts.make("Thief", before, "a hash")).isEmpty();
        assertThat(accounts.make("Mia", before, true)).isEmpty();
        Browser thief = RUNNING.person("Thief");
        wayIn.email(id(thief), before);
        assertThat(letters.getLast().subject()).contains("has another address");
        assertThat(letters.getLast().button()).isNull();
        // One who slipped in as it was taken, and did nothing yet.
        RUNNING.database.jdbi().useHandle(handle -> handle.execute("""
                insert into account (id, email, name, role, created_at) values ('squatter0001', ?, 'S', 'member', now())""", before));
        wayIn.undoEmail(undo, HOME);
        assertThat(emailOf(mia)).isEqualTo(before);
        assertThat(accounts.byId("squatter0001")).isEmpty();

        String again = stolen(mia, "way-thief-2@example.org");
        RUNNING.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update account set email = ?, avatar = 'x' where id = ?", before, id(thief)));
        wayIn.undoEmail(again, HOME);
        assertThat(emailOf(mia)).isEqualTo(before);
        assertThat(emailOf(thief)).as("who has more than an address keeps it").isEmpty();
    }

    @Test
    void anAddressIsFreeOnceItCannotBeTakenBackAndItsOwnAccountMayReturnBefore() {
        Browser mia = RUNNING.person("Mia");
        String before = emailOf(mia);
        stolen(mia, "elsewhere@example.org");
        wayIn.email(id(mia), before);
        wayIn.confirmEmail(id(mia), token(letters.getLast(), "email"), HOME);
        assertThat(emailOf(mia)).isEqualTo(before);
        assertThat(accounts.make("New", "elsewhere@example.org", true)).isEmpty();
        RUNNING.clock.pass(WayIn.UNDO.plusSeconds(1));
        assertThat(accounts.make("New", "elsewhere@example.org", true)).isPresent();
    }

    @Test
    void takingItBackTakesAThiefsOtherWaysInToo() {
        Browser[] both = withPassword(Browser.PASSWORD);
        Browser mia = both[0];
        String before = emailOf(mia);
        RUNNING.database.jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into channel (id, name, handle, created_at) values ('miaschannel1', 'M', 'mias', now())");
            for (String old : List.of("old", "new")) {
                var at = Rows.time(
                        RUNNING.clock.instant().minus(old.equals("old") ? Duration.ofDays(9) : Duration.ofMinutes(9)));
                handle.execute("""
                        insert into identity (id, account_id, provider, issuer, subject, label, created_at, used_at)
                        values (?, ?, 'p', 'i', ?, 'l', ?, ?)""", "identity-" + old, id(mia), old, at, at);
                handle.execute("""
                        insert into api_key (id, channel_id, maker_id, name, prefix, secret_hash, scopes, origins, created_at)
                        values (?, 'miaschannel1', ?, 'k', 'p', sha256(convert_to(?, 'UTF8')), '{}', '{}', ?)""", "key-" + old, id(mia), old, at);
            }
        });
        String undo = stolen(mia, "ways-thief@example.org");
        wayIn.undoEmail(undo, HOME);
        String signIn = new JsonObject()
                .put("email", before)
                .put("password", Browser.PASSWORD)
                .encode();
        assertThat(RUNNING.browser().post("/session", signIn).code())
                .as("whoever chose the password")
                .isEqualTo("wrong-credentials");
        List<String> left = RUNNING.database.jdbi().withHandle(handle -> handle.createQuery("""
                        select id from identity where account_id = :id
                        union all select id from api_key where maker_id = :id and revoked_at is null order by 1""")
                .bind("id", id(mia))
                .mapTo(String.class)
                .list());
        assertThat(left).containsExactly("identity-old", "key-old");
        String reset = new JsonObject()
                .put("token", token(letters.getLast(), "reset"))
                .put("password", OTHER)
                .encode();
        assertThat(RUNNING.browser().post("/accounts/reset", reset).status()).isEqualTo(200);
        RUNNING.browser().signIn(before, OTHER);
    }

    @Test
    void guessingThePasswordFromManyNetworksIsLimitedToo() {
        String id = id(withPassword(Browser.PASSWORD)[0]);
        for (int i = 0; i < 10; i++) {
            InetAddress from = InetAddress.ofLiteral("203.0.113." + i);
            assertThat(codeOf(() -> wayIn.password(id, "a wrong guess", OTHER, "", from)))
                    .isEqualTo("wrong-password");
        }
        InetAddress last = InetAddress.ofLiteral("203.0.113.99");
        assertThat(codeOf(() -> wayIn.password(id, Browser.PASSWORD, OTHER, "", last)))
                .isEqualTo("too-many-attempts");
    }
}
