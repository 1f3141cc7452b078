package footlight.engine.doctor;

import static footlight.engine.doctor.Encoder.picture;
import static footlight.engine.doctor.Encoder.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import footlight.live.ClockUnit;
import footlight.live.TrackFormat;
import footlight.live.TrackFormat.VideoCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Encoders in virtual time that commit one fault each: the doctor names it and nothing else.
class CheckupTest {
    private static List<String> codes(List<Advice> said) {
        return said.stream().map(advice -> advice.fault().code()).toList();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("keyframes-rare", e -> e.keyframeEvery(240)),
                fault("keyframes-rare", e -> e.keyframeEvery(Integer.MAX_VALUE)),
                fault("keyframes-frequent", e -> e.keyframeEvery(10)),
                fault("frame-rate-low", e -> e.fps(15).keyframeEvery(30).bitrate(2_500_000)),
                fault("frame-rate-high", e -> e.fps(120).keyframeEvery(240).bitrate(4_000_000)),
                fault("frames-missing", e -> e.pictureComes(ms -> ms % 1000 < 840)),
                fault("size-small", e -> e.video(picture("64001f", 426, 240)).bitrate(500_000)),
                fault("size-large", e -> e.video(picture("64001f", 2560, 1440)).bitrate(8_000_000)),
                fault("color-format", e -> e.video(picture("7a001f", 1280, 720)), "bit-depth"),
                fault("color-format", e -> e.video(picture("f4001f", 1280, 720))),
                fault("bit-depth", e -> e.video(picture("6e001f", 1280, 720))),
                fault("profile-baseline", e -> e.video(picture("42c01f", 1280, 720))),
                fault("video-codec", e -> e.video(hevc())),
                fault("b-frames", e -> e.reordering(1, 3, 0, 0)),
                fault("bitrate-high", e -> e.bitrate(12_000_000)),
                fault("bitrate-low", e -> e.bitrate(150_000)),
                fault("bitrate-uneven", e -> e.bytes(ms -> ms % 20_000 < 3_000 ? 40_000 : 4_000)),
                fault("sound-missing", e -> e.audio(null)),
                fault("picture-missing", e -> e.video(null)),
                fault("sound-stopped", e -> e.soundComes(ms -> ms < 10_000)),
                fault("picture-stopped", e -> e.pictureComes(ms -> ms < 10_000)),
                fault("sound-gaps", e -> e.soundComes(ms -> ms % 3_000 < 2_500)),
                fault("sound-rate", e -> e.audio(sound(22_050, 2))),
                fault("sound-channels", e -> e.audio(sound(48_000, 6))),
                fault("sound-apart", e -> e.soundSent(ms -> ms + 1_800)),
                fault("times-mended", e -> e.mendedEverySecond(2)),
                fault("times-unit", e -> e.unit(ClockUnit.TICKS_90000)),
                fault("uplink-jitter", e -> e.line(ms -> ms % 5_000 < 1_500 ? ms / 5_000 * 5_000 + 1_500 : ms)),
                fault("uplink-slow", e -> e.line(ms -> ms + ms / 8), "uplink-jitter"));
    }

    private static Arguments fault(String code, UnaryOperator<Encoder> commits, String... also) {
        return arguments(code, commits, List.of(also));
    }

    private static TrackFormat.Video hevc() {
        return new TrackFormat.Video(VideoCodec.HEVC, 1000, 1280, 720, ByteBuffer.allocate(0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void namesTheFaultAndNothingElse(String code, UnaryOperator<Encoder> commits, List<String> also) {
        List<Advice> said = commits.apply(new Encoder()).run(40);
        assertThat(codes(said)).contains(code);
        assertThat(codes(said)).filteredOn(other -> !other.equals(code)).isSubsetOf(also);
        assertThat(said).allSatisfy(advice -> {
            assertThat(advice.overSince()).isNull();
            assertThat(advice.remedy()).isNotBlank();
        });
    }

    @Test
    void hasNothingToSayOfAHealthyEncoder() {
        Encoder encoder = new Encoder();
        for (int second = 0; second < 120; second++)
            assertThat(encoder.run(1)).as("second %d", second).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {24, 25, 29.97, 30, 50, 60})
    void knowsTheUsualRates(double fps) {
        assertThat(new Encoder()
                        .fps(fps)
                        .keyframeEvery((int) (2 * fps))
                        .bitrate(4_000_000)
                        .run(60))
                .isEmpty();
    }

    @Test
    void doesNotMindALineThatIsAsLinesAre() {
        Random random = new Random(7);
        assertThat(new Encoder().line(ms -> ms + random.nextInt(120)).run(60)).isEmpty();
    }

    @Test
    void doesNotFlickerAroundItsThresholds() {
        // A keyframe every 4.2 s lies between what is told and what is over.
        Encoder encoder = new Encoder().keyframeEvery(126);
        for (int second = 0; second < 60; second++) assertThat(encoder.run(1)).isEmpty();
        encoder.keyframeEvery(240).run(20);
        encoder.keyframeEvery(126);
        for (int second = 0; second < 60; second++)
            assertThat(codes(encoder.run(1))).containsExactly("keyframes-rare");
    }

    @Test
    void saysThatAFaultIsOverForHalfAMinuteAndThenForgetsIt() {
        Encoder encoder = new Encoder().keyframeEvery(240);
        Advice there = encoder.run(30).getFirst();
        assertThat(there.sentence()).startsWith("A keyframe comes every 8 s only");
        assertThat(there.remedy()).contains("Keyframe Interval to 2 s").contains("in OBS");
        encoder.keyframeEvery(60);
        Advice over = encoder.run(20).getFirst();
        assertThat(over.sentence()).isEqualTo("A keyframe comes every 2 s now.");
        assertThat(over.since()).isEqualTo(there.since());
        assertThat(over.overSince()).isAfter(there.since());
        assertThat(encoder.run(30)).isEmpty();
    }

    @Test
    void aFaultThatComesBackIsNotOver() {
        Encoder encoder = new Encoder().keyframeEvery(240);
        encoder.run(30);
        encoder.keyframeEvery(60).run(16);
        Advice again = encoder.keyframeEvery(240).run(20).getFirst();
        assertThat(again.overSince()).isNull();
        assertThat(again.sentence()).contains("8 s only");
    }

    @Test
    void numbersInASentenceStandStillForAWhile() {
        Encoder encoder = new Encoder().keyframeEvery(Integer.MAX_VALUE);
        encoder.run(8);
        long sentences = Stream.generate(() -> encoder.run(1).getFirst().sentence())
                .limit(30)
                .distinct()
                .count();
        assertThat(sentences).isBetween(3L, 4L);
    }

    @Test
    void anEncoderThatKeepsLeavingIsToldSoAndOneThatWasRestartedOnceIsNot() {
        Encoder encoder = new Encoder();
        encoder.run(20);
        assertThat(encoder.awayFor(5_000).run(20)).isEmpty();
        assertThat(codes(encoder.awayFor(8_000).run(5))).containsExactly("encoder-drops");
        assertThat(encoder.run(1).getFirst().sentence())
                .isEqualTo("Your encoder left and came back 2 times in the last ten minutes, for 8 s at the longest.");
        assertThat(encoder.run(640)).isEmpty();
    }

    @Test
    void whatWasWrongBeforeARestartIsOverAfterIt() {
        Encoder encoder = new Encoder().keyframeEvery(240);
        assertThat(codes(encoder.run(20))).containsExactly("keyframes-rare");
        encoder.keyframeEvery(60).awayFor(3_000);
        assertThat(encoder.run(3).getFirst().overSince())
                .as("nothing is known yet")
                .isNull();
        Advice over = encoder.run(8).getFirst();
        assertThat(over.fault()).isEqualTo(Fault.KEYFRAMES_RARE);
        assertThat(over.overSince()).isNotNull();
    }

    @Test
    void theWorstComesFirst() {
        List<Advice> said = new Encoder()
                .video(picture("f4001f", 426, 240))
                .bitrate(500_000)
                .keyframeEvery(240)
                .audio(null)
                .run(30);
        assertThat(codes(said)).containsExactly("color-format", "sound-missing", "keyframes-rare", "size-small");
    }
}
