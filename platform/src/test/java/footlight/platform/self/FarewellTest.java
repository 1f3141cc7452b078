package footlight.platform.self;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Turnstile;
import footlight.platform.running.Browser;
import footlight.platform.running.FakeEngine;
import footlight.platform.running.HeldRows;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.show.Publishing;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static String email(Browser browser) {
        return browser.accountId + "@example.org";
    }

    private static Browser.Reply delete(Browser browser) {
        return browser.post("/account/deletion", "{\"confirm\":\"" + email(browser) + "\"}");
    }

    private static void sql(String sql) {
        RUNNING.database.jdbi().useHandle(handle -> handle.execute(sql));
    }

    private static boolean there(Browser browser) {
        return RUNNING.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from account where id = :id")
                                .bind("id", browser.accountId)
                                .mapTo(Integer.class)
                                .one()
                        == 1);
    }

    /// Names of the tables in which something of this text is left.
    private static List<String> traces(String text) {
        return RUNNING.database.jdbi().withHandle(handle -> handle.createQuery("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1""").mapTo(String.class).list().stream()
                .filter(table -> handle.createQuery("select exists (select 1 from \"" + table
                                + "\" t where to_jsonb(t)::text like '%' || :text || '%')")
                        .bind("text", text)
                        .mapTo(Boolean.class)
                        .one())
                .toList());
    }

    @Test
    void whatIsInTheWayAndWhatItTakesIsToldBefore() {
        House house = new House(RUNNING);
        JsonObject told = house.founder.get("/account/deletion").json();
        assertThat(told.getJsonArray("channels").getJsonObject(0).getString("id"))
                .isEqualTo(house.channel);
        assertThat(told.getInteger("keys")).isEqualTo(1);
        assertThat(told.getInteger("memberships")).isEqualTo(1);
        assertThat(told.getBoolean("lastAdmin")).isFalse();
        assertThat(RUNNING.owner().get("/account/deletion").json().getBoolean("lastAdmin"))
                .isTrue();
        assertThat(house.member
                        .get("/account/deletion")
                        .json()
                        .getJsonArray("channels")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theOnlyOwnerOfAChannelHandsItOverFirst() {
        House house = new House(RUNNING);
        var refused = delete(house.founder);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("last-owner");
        JsonObject channel = refused.json().getJsonArray("channels").getJsonObject(0);
        assertThat(channel.getString("id")).isEqualTo(house.channel);
        assertThat(channel.getString("name")).isEqualTo("House");
        assertThat(house.founder.get("/channels/" + house.channel + "/members").status())
                .as("nothing was changed")
                .isEqualTo(200);
        RUNNING.join(house.member, house.channel, "owner");
        shut(house.member, true);
        assertThat(delete(house.founder).code())
                .as("an owner who is shut out is none")
                .isEqualTo("last-owner");
        shut(house.member, false);
        assertThat(delete(house.founder).status()).isEqualTo(204);
        assertThat(house.member.get("/channels/" + house.channel + "/members").text())
                .doesNotContain("Founder")
                .contains("Member");
        assertThat(house.member.get("/shows/" + house.show).status())
                .as("the channel stays as it is")
                .isEqualTo(200);
    }

    @Test
    void aChannelThatWasDeletedHoldsNobodyBack() {
        House house = new House(RUNNING);
        house.founder.delete("/channels/" + house.channel);
        assertThat(delete(house.founder).status()).isEqualTo(204);
    }

    @Test
    void nothingOfThePersonIsLeftAndTheAddressIsFree() throws IOException {
        House house = new House(RUNNING);
        Browser mia = RUNNING.person("Mia Unforgettable");
        RUNNING.join(mia, house.channel, "producer");
        mia.api("PUT", "/channels/" + house.channel + "/follow", "{\"notices\":\"all\"}");
        mia.api("PUT", "/shows/" + house.show + "/reminder", "{\"minutesBefore\":60}");
        mia.post("/account/email", "{\"email\":\"unforgettable@example.org\"}");
        sql("insert into identity (id, account_id, provider, issuer, subject, label, created_at, used_at) values"
                + " (substr(md5('" + mia.accountId + "'), 1, 12), '" + mia.accountId
                + "', 'google', 'https://id.example', '" + mia.accountId + "', 'mia', now(), now())");
        sql(
                "insert into show_seat (id, show_id, holder, ground, source, standing, viewer, created_at, expires_at) values"
                        + " (substr(md5('seat" + mia.accountId + "'), 1, 12), '" + house.show + "', 'account:"
                        + mia.accountId
                        + "', 'password', '', 'viewer', 'account:" + mia.accountId
                        + "', now(), now() + interval '1 day')");
        mia.with("idempotency-key", "mine").post("/channels", "{\"name\":\"x\",\"handle\":\"-\"}");
        mia.with("idempotency-key", null);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(31, 37, BufferedImage.TYPE_INT_RGB), "png", png);
        String avatar = mia.send("PUT", "/api/v1/account/avatar", png.toByteArray(), "image/png")
                .json()
                .getString("avatarUrl");
        String id = String.valueOf(mia.accountId);
        assertThat(traces(id)).contains("account", "session", "channel_member", "follow", "identity", "show_seat");

        var gone = delete(mia);
        assertThat(gone.status()).as(gone.text()).isEqualTo(204);
        assertThat(gone.header("set-cookie").orElse("")).startsWith("session=;");
        // What was taken back has to be known for as long as passes live; who did what is written down without a name.
        assertThat(traces(id)).isSubsetOf("revocation", "deed").contains("revocation");
        assertThat(traces("Mia Unforgettable")).isEmpty();
        assertThat(traces("unforgettable@")).isEmpty();
        assertThat(RUNNING.browser().page(avatar).status()).isEqualTo(404);
        var again = RUNNING.owner()
                .post("/admin/accounts", "{\"email\":\"" + id + "@example.org\",\"name\":\"Somebody else\"}");
        assertThat(again.status()).as("the address is free").isEqualTo(201);
    }

    @Test
    void sessionsEndEverywhereAndKeysStopButAreStillInTheList() {
        House house = new House(RUNNING);
        Browser mia = RUNNING.person("Mia");
        RUNNING.join(mia, house.channel, "owner");
        Browser elsewhere = RUNNING.browser();
        elsewhere.cookie = mia.cookie;
        JsonObject made = mia.post(
                        "/channels/" + house.channel + "/keys",
                        House.keyForm("shows:read").encode())
                .json();
        Browser program = house.program(made.getString("secret"));
        assertThat(program.get("/channels/" + house.channel + "/shows").status())
                .isEqualTo(200);
        assertThat(delete(mia).status()).isEqualTo(204);
        assertThat(elsewhere.get("/session").json().getValue("account")).isNull();
        assertThat(elsewhere.get("/account").code()).isEqualTo("sign-in-first");
        assertThat(program.get("/channels/" + house.channel + "/shows").code()).isEqualTo("bearer-token-wrong");
        JsonObject listed =
                house.founder.get("/channels/" + house.channel + "/keys").json().getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(key -> key.getString("id").equals(made.getString("id")))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.getString("revokedAt")).isNotNull();
    }

    /// Puts the house's show on, with an encoder of nobody's.
    private static String live(House house) {
        String key =
                house.founder.get("/shows/" + house.show + "/ingest").json().getString("key");
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);
        var admitted = RUNNING.platform.live().mayPublish(key, from);
        String stream = ((Publishing.Admitted) admitted).streamId();
        RUNNING.engine.sending.put(stream, FakeEngine.PICTURE_AND_SOUND);
        RUNNING.platform.live().encoderOn(stream, "rtmp", from, "");
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (house.founder.post("/shows/" + house.show + "/start", "").status() != 200)
            assertThat(System.nanoTime()).as("it goes live").isLessThan(end);
        return stream;
    }

    @Test
    void whatThePersonWatchesCloses() {
        House house = new House(RUNNING);
        Browser mia = RUNNING.person("Mia");
        String stream = live(house);
        house.founder.patch("/shows/" + house.show, "{\"visibility\":\"private\"}");
        String link = house.founder
                .post("/shows/" + house.show + "/invitations", "{\"label\":\"Friends\"}")
                .json()
                .getString("link");
        String token = link.substring(link.indexOf('=') + 1);
        JsonObject in = mia.post("/shows/" + house.show + "/door", "{\"invitation\":\"" + token + "\"}")
                .json();
        String pass = in.getString("pass");
        RUNNING.engine.inside.put(pass, stream);
        assertThat(RUNNING.platform.turnstile().mayPlay(stream, pass, "test"))
                .isInstanceOf(Turnstile.Entrance.Granted.class);
        assertThat(delete(mia).status()).isEqualTo(204);
        assertThat(RUNNING.engine.inside).doesNotContainKey(pass);
        assertThat(RUNNING.platform.turnstile().mayPlay(stream, pass, "test"))
                .isInstanceOf(Turnstile.Entrance.Refused.class);
    }

    @Test
    void whoSignedInLongAgoOrTypesAnotherAddressDeletesNothing() {
        Browser mia = RUNNING.person("Mia");
        Browser zoe = RUNNING.person("Zoe");
        for (String wrong : List.of(email(zoe), "Mia", " ", "x".repeat(254)))
            assertThat(mia.post(
                                    "/account/deletion",
                                    new JsonObject().put("confirm", wrong).encode())
                            .code())
                    .isEqualTo("invalid-request");
        RUNNING.clock.pass(Duration.ofMinutes(16));
        assertThat(delete(mia).code()).isEqualTo("sign-in-again");
        assertThat(there(mia)).isTrue();
        assertThat(there(zoe)).isTrue();
    }

    @Test
    void aKeyOfTheOwnerDeletesNobody() {
        House house = new House(RUNNING);
        Browser program = house.program(house.keySecret("shows:read", "team:write", "keys"));
        assertThat(program.get("/account/deletion").code()).isEqualTo("person-needed");
        assertThat(program.post("/account/deletion", "{\"confirm\":\"" + email(house.founder) + "\"}")
                        .code())
                .isEqualTo("person-needed");
        assertThat(there(house.founder)).isTrue();
    }

    @Test
    void ofTwoDeletionsOfOneAccountAtOnceTheSecondFindsNobody() throws Exception {
        Browser mia = RUNNING.person("Mia");
        List<Integer> answers =
                atOnce("select id from account where id = '" + mia.accountId + "' for update", mia, mia);
        assertThat(answers).containsExactlyInAnyOrder(204, 401);
        assertThat(there(mia)).isFalse();
    }

    @Test
    void ofTwoOwnersWhoGoAtOnceOneStays() throws Exception {
        House house = new House(RUNNING);
        RUNNING.join(house.member, house.channel, "owner");
        List<Integer> answers = atOnce(
                "select id from channel where id = '" + house.channel + "' for update", house.founder, house.member);
        assertThat(answers).containsExactlyInAnyOrder(204, 409);
        assertThat(Stream.of(house.founder, house.member).filter(FarewellTest::there))
                .hasSize(1);
    }

    @Test
    void anOwnerWhoGoesWhileTheOtherLeavesTheTeamLeavesOneBehind() throws Exception {
        House house = new House(RUNNING);
        RUNNING.join(house.member, house.channel, "owner");
        CompletableFuture<Integer> going;
        CompletableFuture<Integer> leaving;
        try (HeldRows held = HeldRows.of(
                RUNNING.databaseUrl, "select id from channel where id = '" + house.channel + "' for update")) {
            going = CompletableFuture.supplyAsync(() -> delete(house.founder).status());
            leaving = CompletableFuture.supplyAsync(() -> house.member
                    .post("/channels/" + house.channel + "/leave", "")
                    .status());
            held.awaitWaiting(2);
        }
        assertThat(List.of(going.get(10, TimeUnit.SECONDS), leaving.get(10, TimeUnit.SECONDS)))
                .containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void ofTwoAdminsWhoGoAtOnceOneStays() throws Exception {
        Browser one = RUNNING.person("One");
        Browser two = RUNNING.person("Two");
        sql("update account set role = 'member' where role = 'admin'");
        sql("update account set role = 'admin' where id in ('" + one.accountId + "', '" + two.accountId + "')");
        try {
            List<Integer> answers =
                    atOnce("select id from account where id = '" + one.accountId + "' for update", one, two);
            assertThat(answers).containsExactlyInAnyOrder(204, 409);
            Browser left = there(one) ? one : two;
            assertThat(delete(left).code()).isEqualTo("last-admin");
        } finally {
            sql("update account set role = 'admin' where email = 'ada@example.org'");
        }
    }

    /// Lets both come while `lock` is held, and go on together.
    private static List<Integer> atOnce(String lock, Browser one, Browser two) throws Exception {
        CompletableFuture<Integer> first;
        CompletableFuture<Integer> second;
        try (HeldRows held = HeldRows.of(RUNNING.databaseUrl, lock)) {
            first = CompletableFuture.supplyAsync(() -> delete(one).status());
            second = CompletableFuture.supplyAsync(() -> delete(two).status());
            held.awaitWaiting(2);
        }
        return List.of(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS));
    }

    private static void shut(Browser browser, boolean out) {
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update account set disabled_at = " + (out ? "now()" : "null") + " where id = ?",
                        browser.accountId));
    }
}
