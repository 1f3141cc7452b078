package footlight.platform.mailroom;

import footlight.platform.mail.Letter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Letters as JSON, to be sealed. Why they were written stands beside them.
final class LetterText {
    private LetterText() {}

    static String of(Letter letter) {
        Letter.Button button = letter.button();
        return new JsonObject()
                .put("to", letter.to())
                .put("subject", letter.subject())
                .put("paragraphs", new JsonArray(letter.paragraphs()))
                .put(
                        "button",
                        button == null
                                ? null
                                : new JsonObject().put("words", button.words()).put("url", button.url()))
                .put("small", new JsonArray(letter.small()))
                .put("stop", letter.stop())
                .encode();
    }

    static Letter letter(String text) {
        JsonObject json = new JsonObject(text);
        JsonObject button = json.getJsonObject("button");
        return new Letter(
                json.getString("to"),
                json.getString("subject"),
                lines(json.getJsonArray("paragraphs")),
                button == null ? null : new Letter.Button(button.getString("words"), button.getString("url")),
                lines(json.getJsonArray("small")),
                json.getString("stop"),
                Letter.Reason.ASKED);
    }

    private static List<String> lines(JsonArray array) {
        return array.stream().map(String::valueOf).toList();
    }
}
