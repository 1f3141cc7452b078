package footlight.platform.mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MailApiTest {
    private static void invite(House house, String email) {
        var reply = house.founder.post(
                "/channels/" + house.channel + "/invitations",
                new JsonObject().put("email", email).put("role", "producer").encode());
        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void withoutAMailServerWhoRunsTheServerFindsTheLinks() {
        try (RunningPlatform running = RunningPlatform.open()) {
            House house = new House(running);
            for (int i = 0; i < 4; i++) {
                running.clock.pass(Duration.ofSeconds(1));
                invite(house, "guest" + i + "@example.org");
            }
            Browser owner = running.owner();
            JsonObject first = owner.get("/admin/letters?limit=3").json();
            JsonArray letters = first.getJsonArray("items");
            assertThat(letters).hasSize(3);
            JsonObject letter = letters.getJsonObject(0);
            assertThat(letter.getString("to")).isEqualTo("guest3@example.org");
            assertThat(letter.getString("state")).isEqualTo("waiting");
            assertThat(letter.getJsonObject("button").getString("url"))
                    .startsWith(running.url() + "/manage/invitation#");
            assertThat(first.getJsonObject("sending").getString("server")).isNull();
            // The house itself has one open invitation.
            JsonObject second = owner.get("/admin/letters?limit=3&cursor=" + first.getString("next"))
                    .json();
            assertThat(second.getJsonArray("items")).hasSize(2);
            assertThat(second.getString("next")).isNull();
            assertThat(owner.post("/admin/mail-test", "{\"to\":\"ada@example.org\"}")
                            .code())
                    .isEqualTo("mail-not-set-up");
        }
    }

    @Test
    void nobodyElseReadsLettersOrSendsThem() {
        try (RunningPlatform running = RunningPlatform.open()) {
            House house = new House(running);
            Browser program = house.program(house.keySecret("team:read", "team:write"));
            for (Browser browser : List.of(house.founder, house.member, program)) {
                assertThat(browser.get("/admin/letters").code()).isEqualTo("admin-needed");
                assertThat(browser.post("/admin/mail-test", "{\"to\":\"ada@example.org\"}")
                                .code())
                        .isEqualTo("admin-needed");
            }
            assertThat(running.browser().get("/admin/letters").code()).isEqualTo("sign-in-first");
        }
    }

    @Test
    void everybodyIsToldWhetherLettersAreSent() {
        Smtp smtp = new Smtp("127.0.0.1", 1, null, null, Smtp.Tls.NEVER);
        try (RunningPlatform running = RunningPlatform.open(0, new MailSettings(smtp, "shows@example.org"))) {
            assertThat(running.browser().get("/session/providers").json().getBoolean("mail"))
                    .isTrue();
        }
        try (RunningPlatform running = RunningPlatform.open()) {
            assertThat(running.browser().get("/session/providers").json().getBoolean("mail"))
                    .isFalse();
        }
    }

    @Test
    void cursorsThatAreNoneAreRefused() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            for (String cursor :
                    List.of("x", "MTo6", "OTk5OTk5OTk5OTk5OTk5OTphYWFhYWFhYWFhYWE", "LTE6YWFhYWFhYWFhYWFh"))
                assertThat(owner.get("/admin/letters?cursor=" + cursor).code())
                        .as(cursor)
                        .isEqualTo("invalid-request");
        }
    }

    @Test
    void aLetterThatNobodyTookIsTriedAgainWhenOneSays() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        int port = server.getSmtp().getPort();
        server.stop();
        Smtp smtp = new Smtp("127.0.0.1", port, null, null, Smtp.Tls.NEVER);
        try (RunningPlatform running = RunningPlatform.open(0, new MailSettings(smtp, "shows@example.org"))) {
            Browser owner = running.owner();
            running.browser().post("/accounts/forgot", "{\"email\":\"grace@example.org\"}");
            told(owner, json -> json.getJsonObject("sending").getString("trouble") != null);
            JsonObject waiting = latest(owner, _ -> true);
            assertThat(waiting.getString("state")).isEqualTo("waiting");
            GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            back.start();
            try {
                String again = "/admin/letters/" + waiting.getString("id") + "/again";
                assertThat(owner.post(again, "").status()).isEqualTo(202);
                assertThat(back.waitForIncomingEmail(10_000, 1)).isTrue();
                assertThat(latest(owner, letter -> letter.getString("state").equals("sent"))
                                .getString("problem"))
                        .isNull();
                assertThat(owner.post(again, "").code()).isEqualTo("letter-gone");
                assertThat(owner.post("/admin/letters/zzzzzzzzzzzz/again", "").code())
                        .isEqualTo("not-found");
                assertThat(running.person("Eve").post(again, "").code()).isEqualTo("admin-needed");
            } finally {
                back.stop();
            }
        }
    }

    @Test
    void aLetterWhoseLinksAreOverIsNotSentAgainAndWithoutAMailServerNoneIs() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            running.browser().post("/accounts/forgot", "{\"email\":\"grace@example.org\"}");
            String id = latest(owner, _ -> true).getString("id");
            assertThat(owner.post("/admin/letters/" + id + "/again", "").code()).isEqualTo("mail-not-set-up");
        }
        Smtp nobody = new Smtp("127.0.0.1", 1, null, null, Smtp.Tls.NEVER);
        try (RunningPlatform running = RunningPlatform.open(0, new MailSettings(nobody, "shows@example.org"))) {
            Browser owner = running.owner();
            running.browser().post("/accounts/forgot", "{\"email\":\"grace@example.org\"}");
            String id = latest(owner, _ -> true).getString("id");
            running.database.jdbi().useHandle(handle -> handle.execute("""
                    update letter set created_at = created_at - interval '3 days'"""));
            assertThat(owner.post("/admin/letters/" + id + "/again", "").code()).isEqualTo("letter-gone");
        }
    }

    /// The latest letter, as soon as it is as it should be.
    private static JsonObject latest(Browser owner, Predicate<JsonObject> good) {
        JsonObject told = told(owner, json -> {
            JsonArray letters = json.getJsonArray("items");
            return !letters.isEmpty() && good.test(letters.getJsonObject(0));
        });
        return told.getJsonArray("items").getJsonObject(0);
    }

    private static JsonObject told(Browser owner, Predicate<JsonObject> good) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline) {
            JsonObject json = owner.get("/admin/letters?limit=1").json();
            if (good.test(json)) return json;
        }
        throw new AssertionError("not told within ten seconds");
    }

    @Test
    void theTestLetterSaysWhatTheMailServerSaid() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        Smtp smtp = new Smtp("127.0.0.1", server.getSmtp().getPort(), null, null, Smtp.Tls.NEVER);
        try (RunningPlatform running = RunningPlatform.open(0, new MailSettings(smtp, "shows@example.org"))) {
            Browser owner = running.owner();
            var sent = owner.post("/admin/mail-test", "{\"to\":\"grace@example.org\"}");
            assertThat(sent.status()).as(sent.text()).isEqualTo(200);
            assertThat(server.getReceivedMessagesForDomain("grace@example.org")).hasSize(1);
            assertThat(owner.post("/admin/mail-test", "{\"to\":\"a@b@c\"}").code())
                    .isEqualTo("invalid-request");
            server.stop();
            var refused = owner.post("/admin/mail-test", "{\"to\":\"grace@example.org\"}");
            assertThat(refused.status()).isEqualTo(502);
            assertThat(refused.code()).isEqualTo("mail-refused");
            JsonObject sending = owner.get("/admin/letters").json().getJsonObject("sending");
            assertThat(sending.getString("server")).isEqualTo(smtp.toString());
            assertThat(sending.getString("from")).isEqualTo("shows@example.org");
        } finally {
            server.stop();
        }
    }

    @Test
    void anOldSessionReadsNoWaitingLetterUntilItsPersonProvesWhoTheyAre() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser owner = running.owner();
            running.browser().post("/accounts/forgot", "{\"email\":\"ada@example.org\"}");
            JsonObject told = latest(owner, _ -> true);
            assertThat(told.getBoolean("hidden")).isFalse();
            assertThat(told.getJsonObject("button").getString("url")).contains("/account/reset#");
            running.clock.pass(Duration.ofMinutes(16));
            JsonObject hidden = latest(owner, _ -> true);
            assertThat(hidden.getBoolean("hidden")).isTrue();
            assertThat(hidden.getString("to")).isEqualTo("ada@example.org");
            assertThat(hidden.getValue("paragraphs")).isNull();
            assertThat(hidden.getValue("button")).isNull();
            assertThat(owner.post("/session/fresh", "{\"password\":\"" + Browser.PASSWORD + "\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(latest(owner, _ -> true).getValue("button")).isNotNull();
        }
    }

    @Test
    void nobodyGetsMoreThanThreeInvitationsADayFromAllChannelsTogether() {
        try (RunningPlatform running = RunningPlatform.open()) {
            House house = new House(running);
            Browser owner = running.owner();
            String body = "{\"email\":\"Often@example.org\",\"role\":\"producer\"}";
            for (int i = 0; i < 5; i++) {
                String channel = i % 2 == 0 ? house.channel : "main";
                Browser browser = i % 2 == 0 ? house.founder : owner;
                if (channel.equals("main"))
                    channel = owner.get("/session")
                            .json()
                            .getJsonArray("channels")
                            .getJsonObject(0)
                            .getString("id");
                JsonObject made = browser.post("/channels/" + channel + "/invitations", body)
                        .json();
                assertThat(made.getBoolean("posted")).isEqualTo(i < 3);
                assertThat(made.getString("link")).contains("/manage/invitation#");
            }
            long letters = owner.get("/admin/letters").json().getJsonArray("items").stream()
                    .map(JsonObject.class::cast)
                    .filter(letter -> letter.getString("to").equals("often@example.org"))
                    .count();
            assertThat(letters).isEqualTo(3);
        }
    }
}
