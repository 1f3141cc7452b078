package footlight.platform.show;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that an encoder could do better, as the engine found it.
///
/// @param code as in the API document
/// @param severity `problem`, `warning` or `hint`
/// @param sentence what is wrong, or how it is now that it is over
/// @param remedy what to do, in the words of the encoder's menu
/// @param overSince null while it is there
public record EncoderAdvice(
        String code,
        String severity,
        String sentence,
        String remedy,
        Instant since,
        @Nullable Instant overSince) {

    JsonObject json() {
        return new JsonObject()
                .put("code", code)
                .put("severity", severity)
                .put("sentence", sentence)
                .put("remedy", remedy)
                .put("since", since.toString())
                .put("overSince", overSince == null ? null : overSince.toString());
    }
}
