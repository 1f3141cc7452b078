package footlight.platform.embed;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class OEmbedTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final House HOUSE = new House(RUNNING);

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static Browser.Reply ask(String url, String more) {
        return RUNNING.browser()
                .with("origin", null)
                .page("/oembed?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8) + more);
    }

    private static String page() {
        return RUNNING.url() + "/s/" + HOUSE.show;
    }

    @Test
    void anAddressOfAShowIsAVideo() {
        Browser.Reply reply = ask(page(), "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("content-type")).contains("application/json");
        JsonObject json = reply.json();
        assertThat(json.getString("version")).isEqualTo("1.0");
        assertThat(json.getString("type")).isEqualTo("video");
        assertThat(json.getString("title")).isEqualTo("Show");
        assertThat(json.getString("author_name")).isEqualTo("House");
        assertThat(json.getInteger("width")).isEqualTo(640);
        assertThat(json.getInteger("height")).isEqualTo(360);
        assertThat(json.getString("html"))
                .startsWith("<iframe src=\"" + page() + "/embed\"")
                .contains("width=\"640\" height=\"360\"");
    }

    @ParameterizedTest
    @CsvSource({
        "&maxwidth=320, 320, 180",
        "&maxwidth=1280, 1280, 720",
        "&maxheight=180, 320, 180",
        "&maxwidth=9999, 1920, 1080",
        "&maxwidth=500&maxheight=90, 160, 90",
        "&maxwidth=1, 1, 0"
    })
    void itFitsTheRoomThatThereIs(String room, int width, int height) {
        JsonObject json = ask(page(), room).json();
        assertThat(json.getInteger("width")).isEqualTo(width);
        assertThat(json.getInteger("height")).isEqualTo(height);
    }

    @Test
    void asXmlItSaysTheSame() throws Exception {
        House house = new House(RUNNING);
        house.founder.patch(
                "/shows/" + house.show,
                new JsonObject().put("title", "A < B & \"C\" ]]> 🎩").encode());
        Browser.Reply reply = ask(RUNNING.url() + "/s/" + house.show, "&format=xml");
        assertThat(reply.header("content-type").orElseThrow()).startsWith("text/xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document xml = factory.newDocumentBuilder().parse(new ByteArrayInputStream(reply.bytes()));
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("oembed");
        assertThat(xml.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("A < B & \"C\" ]]> 🎩");
        assertThat(xml.getElementsByTagName("html").item(0).getTextContent()).startsWith("<iframe ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/s/%s",
                "http://127.0.0.1.evil.example/s/%s",
                "%%URL/s/zzzzzzzzzzzz",
                "%%URL/manage",
                "%%URL/s/%s/../../x",
                "javascript:alert(1)",
                "not an address",
                "//127.0.0.1/s/%s",
                "%%URL@evil.example/s/%s"
            })
    void whatIsNoShowHereIsNotFound(String address) {
        String url = address.replace("%%URL", RUNNING.url()).replace("%s", HOUSE.show);
        assertThat(ask(url, "").status()).as(url).isEqualTo(404);
    }

    @Test
    void whatNotEverybodyMaySeeIsNotTold() {
        House house = new House(RUNNING);
        RUNNING.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set visibility = 'private' where id = ?", house.show));
        Browser.Reply reply = ask(RUNNING.url() + "/s/" + house.show, "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text())
                .isEqualTo(ask(RUNNING.url() + "/s/zzzzzzzzzzzz", "").text());
    }

    @Test
    void otherFormatsAndSizesThatAreNoneAreRefused() {
        assertThat(ask(page(), "&format=yaml").status()).isEqualTo(501);
        assertThat(ask(page(), "&maxwidth=-1").status()).isEqualTo(400);
        assertThat(ask(page(), "&maxheight=wide").status()).isEqualTo(400);
        assertThat(RUNNING.browser().page("/oembed").status()).isEqualTo(400);
    }
}
