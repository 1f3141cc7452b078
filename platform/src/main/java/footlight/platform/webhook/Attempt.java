package footlight.platform.webhook;

import footlight.platform.outside.OutsideAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of sending a message once.
///
/// @param status null when nobody answered
/// @param failure why it did not arrive, in a plain sentence; null when it did
/// @param answer the first 2 kB, as text
record Attempt(
        Instant at,
        @Nullable Integer status,
        @Nullable String failure,
        int durationMs,
        String answer,
        boolean answerCut) {
    static final int ANSWER_BYTES = 2 * 1024;
    private static final int GONE = 410;

    static Attempt of(OutsideAnswer answer, Instant at, Duration took) {
        int millis = (int) took.toMillis();
        return switch (answer) {
            case OutsideAnswer.Answered answered ->
                new Attempt(
                        at,
                        answered.status(),
                        failure(answered.status()),
                        millis,
                        text(answered.body()),
                        answered.cut());
            case OutsideAnswer.Refused refused -> new Attempt(at, null, refused.why(), millis, "", false);
            case OutsideAnswer.Failed failed -> new Attempt(at, null, failed.why(), millis, "", false);
        };
    }

    boolean arrived() {
        return failure == null;
    }

    /// Whether nobody is there for any message any more.
    boolean gone() {
        return status != null && status == GONE;
    }

    private static @Nullable String failure(int status) {
        if (status < 300) return null;
        if (status < 400) return "It answered " + status + ", a redirect, which is not followed.";
        if (status == GONE) return "It answered 410: nobody is there any more.";
        return "It answered " + status + ".";
    }

    /// Whatever bytes came, as text that can be kept and shown.
    private static String text(Buffer body) {
        return new String(body.getBytes(), StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\\r\\n\\t]]", "\uFFFD");
    }

    JsonObject json() {
        return new JsonObject()
                .put("at", at.toString())
                .put("status", status)
                .put("failure", failure)
                .put("durationMs", durationMs)
                .put("answer", answer)
                .put("answerCut", answerCut);
    }
}
