package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NewShowTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    private final House house = new House(RUNNING);
    private final String shows = "/channels/" + house.channel + "/shows";

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    @Test
    void aLiveStreamIsSpunUpByOneCall() {
        Browser program = house.program(house.keySecret("shows:write", "live"));
        var made = program.post(shows + "?include=ingest,playback", "{\"title\":\"At once\",\"autoStart\":true}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonObject show = made.json();
        String path = "/shows/" + show.getString("id");
        assertThat(made.header("location")).contains("/api/v1" + path);
        assertThat(made.header("etag")).contains("\"1\"");
        assertThat(show.getJsonObject("own").getBoolean("autoStart")).isTrue();
        assertThat(show.getJsonObject("ingest"))
                .isEqualTo(program.get(path + "/ingest").json());
        assertThat(show.getJsonObject("ingest").getString("rtmpUrl"))
                .endsWith("/live/" + show.getJsonObject("ingest").getString("key"));
        assertThat(show.getJsonObject("playback"))
                .isEqualTo(program.get(path + "/playback").json());
        assertThat(show.getJsonObject("playback").getString("hls"))
                .isEqualTo(RUNNING.url() + "/live/" + show.getString("streamId") + "/index.m3u8");
        assertThat(show.getString("watchUrl")).isEqualTo(RUNNING.url() + "/s/" + show.getString("id"));
    }

    @Test
    void nothingMoreIsAnsweredThanWasAskedFor() {
        JsonObject plain = house.founder.post(shows, "{\"title\":\"A\"}").json();
        assertThat(plain.fieldNames()).doesNotContain("ingest", "playback");
        JsonObject one = house.founder
                .post(shows + "?include=playback", "{\"title\":\"A\"}")
                .json();
        assertThat(one.fieldNames()).contains("playback").doesNotContain("ingest");
    }

    @Test
    void whoMayNotSeeStreamKeysMakesNoShowWithOne() {
        Browser program = house.program(house.keySecret("shows:write"));
        int before = program.get(shows).json().getJsonArray("items").size();
        assertThat(program.post(shows + "?include=ingest", "{\"title\":\"A\"}").code())
                .isEqualTo("scope-missing");
        assertThat(program.get(shows).json().getJsonArray("items")).hasSize(before);
        assertThat(program.post(shows + "?include=playback", "{\"title\":\"A\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatCannotBeIncludedIsRefused() {
        for (String include : List.of("", "keys", "ingest,", "ingest,,playback", "INGEST", "ingest%20playback"))
            assertThat(house.founder
                            .post(shows + "?include=" + include, "{\"title\":\"A\"}")
                            .status())
                    .as(include)
                    .isEqualTo(400);
    }
}
