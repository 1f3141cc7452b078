package footlight.app.health;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// What one look found.
///
/// @param about what was looked at, such as `disk`
/// @param sentence what is so
/// @param remedy what to do about it; empty when all is well
public record Finding(String about, State state, String sentence, String remedy) {
    /// How bad it is: `TELL` works, and may surprise; `WRONG` does not work.
    public enum State {
        WELL,
        TELL,
        WRONG
    }

    public static Finding well(String about, String sentence) {
        return new Finding(about, State.WELL, sentence, "");
    }

    public static Finding tell(String about, String sentence, String remedy) {
        return new Finding(about, State.TELL, sentence, remedy);
    }

    public static Finding wrong(String about, String sentence, String remedy) {
        return new Finding(about, State.WRONG, sentence, remedy);
    }

    public JsonObject json() {
        return new JsonObject()
                .put("about", about)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("sentence", sentence)
                .put("remedy", remedy);
    }

    public String printed() {
        String mark =
                switch (state) {
                    case WELL -> "ok   ";
                    case TELL -> "note ";
                    case WRONG -> "WRONG";
                };
        String line = mark + " " + String.format("%-10s", about) + " " + sentence;
        return remedy.isEmpty() ? line : line + "\n                 " + remedy;
    }
}
