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
}
