package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowSearchTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final House HOUSE = new House(RUNNING);
    private static final House OTHER = new House(RUNNING);

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static void show(House house, String title, @Nullable String startsAt) {
        JsonObject form = new JsonObject().put("title", title).put("startsAt", startsAt);
        assertThat(house.founder
                        .post("/channels/" + house.channel + "/shows", form.encode())
                        .status())
                .isEqualTo(201);
    }

    private static List<String> titles(Browser asker, String query) {
        return asker.get("/channels/" + HOUSE.channel + "/shows?" + query).json().getJsonArray("items").stream()
                .map(show -> ((JsonObject) show).getString("title"))
                .toList();
    }

    private static String q(String words) {
        return "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @Test
    void aShowIsFoundByTheBeginningsOfItsWordsInItsOwnChannelAlone() {
        show(HOUSE, "Tiny Rooms, session-14: “Café” night", null);
        show(HOUSE, "Tap night", null);
        show(OTHER, "Tiny Rooms elsewhere", null);
        assertThat(titles(HOUSE.founder, q("tiny"))).containsExactly("Tiny Rooms, session-14: “Café” night");
        assertThat(titles(HOUSE.founder, q("NIG ro"))).containsExactly("Tiny Rooms, session-14: “Café” night");
        assertThat(titles(HOUSE.founder, q("14"))).hasSize(1);
        assertThat(titles(HOUSE.founder, q("café"))).hasSize(1);
        assertThat(titles(HOUSE.founder, q("elsewhere"))).isEmpty();
        assertThat(titles(HOUSE.founder, q("night"))).contains("Tap night").hasSize(2);
        assertThat(titles(HOUSE.founder, q("night") + "&phase=past")).isEmpty();
        assertThat(titles(HOUSE.founder, q("night") + "&limit=1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "a' | 'b",
                "& | ! ( ) :* <->",
                "\\",
                "%",
                "#",
                "'#' | 'x':*",
                "\t\u0001",
                "𝕋𝕒𝕡",
                "' & ",
                ":*"
            })
    void whateverIsTypedIsNoOperator(String typed) {
        assertThat(HOUSE.founder
                        .get("/channels/" + HOUSE.channel + "/shows?" + q(typed))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onesOwnChannelIsNoWordOfAnother() {
        show(OTHER, "Secret plan", null);
        assertThat(titles(HOUSE.founder, q("#" + OTHER.channel + " secret"))).isEmpty();
    }

    @Test
    void aCalendarAsksFromOneMomentToAnother() {
        show(HOUSE, "New year", "2027-01-01T00:00:00Z");
        show(HOUSE, "Old year", "2026-12-31T23:59:59Z");
        assertThat(titles(HOUSE.founder, "from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z"))
                .containsExactly("New year");
        assertThat(titles(HOUSE.founder, "from=2026-12-01T00:00:00Z&to=2027-01-01T00:00:00Z"))
                .contains("Old year")
                .doesNotContain("New year");
        assertThat(titles(HOUSE.founder, "from=2027-01-01T01:00:00%2B01:00&to=2027-02-01T00:00:00Z"))
                .containsExactly("New year");
        assertThat(HOUSE.founder
                        .get("/channels/" + HOUSE.channel + "/shows?from=yesterday")
                        .code())
                .isEqualTo("invalid-request");
    }
}
