package footlight.platform.show;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API document calls an Encoder.
final class EncoderJson {
    private EncoderJson() {}

    static JsonObject of(
            LiveShow.@Nullable EncoderOn encoder, EncoderFacts measured, int viewers, List<RefusedEncoder> refusals) {
        EncoderFacts facts = encoder == null ? EncoderFacts.NOTHING_YET : measured;
        JsonArray refused = new JsonArray();
        refusals.stream().map(RefusedEncoder::json).forEach(refused::add);
        JsonArray advice = new JsonArray();
        facts.advice().stream().map(EncoderAdvice::json).forEach(advice::add);
        return new JsonObject()
                .put("on", encoder != null)
                .put("since", encoder == null ? null : encoder.since().toString())
                .put("protocol", encoder == null ? null : encoder.protocol())
                .put("from", encoder == null ? null : encoder.from())
                .put("program", encoder == null || encoder.program().isEmpty() ? null : encoder.program())
                .put("key", encoder == null ? null : encoder.key().name())
                .put("bitrateBps", facts.bitrateBps())
                .put("viewers", viewers)
                .put("video", video(facts.video()))
                .put("audio", audio(facts.audio()))
                .put("advice", advice)
                .put("refusals", refused);
    }

    private static @Nullable JsonObject video(EncoderFacts.@Nullable Video video) {
        if (video == null) return null;
        return new JsonObject()
                .put("codec", video.codec())
                .put("codecString", video.codecString())
                .put("profile", video.profile())
                .put("width", video.width())
                .put("height", video.height())
                .put("framesPerSecond", video.framesPerSecond())
                .put("bitrateBps", video.bitrateBps())
                .put("keyframeGapMs", video.keyframeGapMs());
    }

    private static @Nullable JsonObject audio(EncoderFacts.@Nullable Audio audio) {
        if (audio == null) return null;
        return new JsonObject()
                .put("codec", audio.codec())
                .put("codecString", audio.codecString())
                .put("sampleRateHz", audio.sampleRateHz())
                .put("channels", audio.channels())
                .put("bitrateBps", audio.bitrateBps());
    }
}
