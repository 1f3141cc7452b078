package footlight.platform.self;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TakeoutTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static Map<String, byte[]> files(Browser browser) throws IOException {
        var reply = browser.get("/account/export");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("content-disposition").orElseThrow()).startsWith("attachment;");
        assertThat(reply.header("cache-control")).contains("no-store");
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(reply.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                files.put(entry.getName(), zip.readAllBytes());
        }
        return files;
    }

    private static String account(Browser browser) throws IOException {
        byte[] file = files(browser).get("account.json");
        assertThat(file).isNotNull();
        return new String(file, StandardCharsets.UTF_8);
    }

    @Test
    void everythingThatIsKnownGoesAlong() throws IOException {
        House house = new House(RUNNING);
        Browser founder = house.founder;
        founder.patch("/account", "{\"timeZone\":\"Asia/Tokyo\"}");
        founder.api("PUT", "/channels/default/follow", "{\"notices\":\"live\"}");
        founder.api("PUT", "/shows/" + house.show + "/reminder", "{\"minutesBefore\":15}");
        founder.post("/account/email", "{\"email\":\"next-" + founder.accountId + "@example.org\"}");
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", png);
        founder.send("PUT", "/api/v1/account/avatar", png.toByteArray(), "image/png");
        JsonObject all = new JsonObject(account(founder));
        assertThat(all.getJsonObject("account").getString("timeZone")).isEqualTo("Asia/Tokyo");
        JsonObject channel = all.getJsonArray("channels").getJsonObject(0);
        assertThat(channel.getString("role")).isEqualTo("owner");
        assertThat(channel.getString("joinedAt")).endsWith("Z");
        assertThat(all.getJsonArray("showsOfOwnChannels").getJsonObject(0).getString("title"))
                .isEqualTo("Show");
        assertThat(all.getJsonArray("follows").getJsonObject(0).getString("notices"))
                .isEqualTo("live");
        assertThat(all.getJsonArray("reminders").getJsonObject(0).getInteger("minutesBefore"))
                .isEqualTo(15);
        assertThat(all.getJsonArray("sessions").size()).isEqualTo(1);
        assertThat(all.getJsonArray("deeds").encode())
                .contains("channel.create")
                .doesNotContain("subject");
        JsonObject key = all.getJsonArray("keys").getJsonObject(0);
        assertThat(key.getString("name")).isEqualTo("Key");
        assertThat(key.getJsonArray("scopes").getString(0)).isEqualTo("shows:read");
        assertThat(ImageIO.read(new ByteArrayInputStream(files(founder).get("avatar.jpg")))
                        .getWidth())
                .isEqualTo(40);
    }

    @Test
    void noSecretAndNobodyElseGoesAlong() throws IOException {
        House house = new House(RUNNING);
        RUNNING.join(house.member, house.channel, "producer");
        String secret = house.keySecret("shows:read");
        String founders = account(house.founder);
        String cookie = String.valueOf(house.founder.cookie);
        assertThat(founders)
                .doesNotContain(secret.substring(0, 10))
                .doesNotContain("flk_")
                .doesNotContain("argon2")
                .doesNotContain("somebody@example.org")
                .doesNotContain(cookie.substring(cookie.indexOf('=') + 1))
                .doesNotContain(String.valueOf(house.member.accountId))
                .doesNotContain(String.valueOf(house.founder.csrfToken));
        assertThat(account(house.member))
                .contains("\"role\" : \"producer\"")
                .doesNotContain(String.valueOf(house.founder.accountId))
                .doesNotContain(house.show);
    }

    @Test
    void lettersAreKnownByWhatTheyWereAbout() throws IOException {
        Browser ada = RUNNING.owner();
        RUNNING.browser().post("/accounts/forgot", "{\"email\":\"ada@example.org\"}");
        String all = account(ada);
        assertThat(new JsonObject(all).getJsonArray("letters").getJsonObject(0).getString("subject"))
                .isEqualTo("A new password for Footlight");
        assertThat(all).doesNotContain("/account/reset#");
    }

    @Test
    void whoSignedInLongAgoShowsFirstThatItIsThem() {
        Browser mia = RUNNING.person("Mia");
        RUNNING.clock.pass(Duration.ofMinutes(16));
        assertThat(mia.get("/account/export").code()).isEqualTo("sign-in-again");
        House house = new House(RUNNING);
        assertThat(house.program(house.keySecret("shows:read"))
                        .get("/account/export")
                        .code())
                .isEqualTo("person-needed");
    }
}
