package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.front.Refusal;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowFormTest {
    private static String title(String given) {
        return new ShowForm(new JsonObject().put("title", given))
                .forNewShow(() -> "public")
                .title();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\u200B",
                "\u200D\uFEFF",
                "\u00AD",
                "\u202E",
                "\u2028",
                "\u3164",
                "\u0301",
                "a\u0000b",
                "a\nb"
            })
    void aTitleThatNobodyCouldReadIsRefused(String given) {
        assertThatThrownBy(() -> title(given)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"🎩", "👩\u200D👩\u200D👧", "שלום", "مساء\u200Cها", "1", "!?", "e\u0301"})
    void aTitleOfAnyScriptOrPictureStaysAsItIs(String given) {
        assertThat(title(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\u202Ecd", "\u2066abcd\u2069", "ab\u2028cd", "\uFEFFabcd"})
    void whatTurnsOrBreaksTheTextAroundATitleIsTakenOut(String given) {
        assertThat(title(given)).isEqualTo("abcd");
    }
}
