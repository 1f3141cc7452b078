package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.StreamFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A real encoder over a bad network.
@Timeout(90)
final class LossTest {

    @Test
    void nothingIsMissingWhenSomePerCentOfThePacketsAreLost() throws Exception {
        try (Stage stage = Stage.open();
                LossyPath path = new LossyPath(stage.port(), 0.05, 0.02, 0.02)) {
            Encoders.finishedWell(Encoders.ffmpeg(
                    Encoders.url(path.port(), "sk_good", ""),
                    "5",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "ultrafast",
                    "-b:v",
                    "3M",
                    "-minrate",
                    "3M",
                    "-maxrate",
                    "3M",
                    "-bufsize",
                    "3M",
                    "-nal-hrd",
                    "cbr",
                    "-c:a",
                    "aac"));
            stage.awaitTold("off night");
            StreamFacts facts = stage.stream("night").facts();
            // One lost packet that did not come again would cost its picture and all up to the next keyframe. Only what
            // is lost at the very end stays lost: nothing comes after it to show the gap, and libsrt sends nothing
            // twice
            // unasked.
            assertThat(facts.videoFrames()).isBetween(118L, 124L);
            assertThat(facts.keyframes()).isEqualTo(5);
            assertThat(facts.audioFrames()).isGreaterThan(210);
            assertThat(stage.told).noneMatch(line -> line.startsWith("refused"));
        }
    }
}
