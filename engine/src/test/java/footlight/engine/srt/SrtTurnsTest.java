package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who publishes when: encoders that are killed, come back, come second, or are sent away.
@Timeout(90)
final class SrtTurnsTest {

    @Test
    void anEncoderThatIsKilledIsMissedAndGoesOnWhenItComesBack() throws Exception {
        try (Stage stage = Stage.open()) {
            Process first = Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "60", Encoders.H264_AAC);
            stage.awaitTold("on night");
            Stage.until(() -> stage.stream("night").facts().videoFrames() > 10);
            first.destroyForcibly().waitFor();
            stage.awaitTold("off night Nothing came from the encoder for 2 s.");
            Encoders.finishedWell(Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "2", Encoders.H264_AAC));
            stage.awaitTold("off night The encoder stopped.");
            assertThat(stage.told)
                    .containsExactly(
                            "on night srt",
                            "off night Nothing came from the encoder for 2 s.",
                            "on night srt",
                            "off night The encoder stopped.");
        }
    }

    @Test
    void anEncoderThatReturnsBeforeItsEndWasNoticedTakesItsOwnPlace() throws Exception {
        try (Stage stage = Stage.open()) {
            Process first = Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "60", Encoders.H264_AAC);
            stage.awaitTold("on night");
            first.destroyForcibly().waitFor();
            Process second = Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "60", Encoders.H264_AAC);
            stage.awaitTold("off night Another encoder took over.");
            Stage.until(() -> stage.told.size() == 3);
            assertThat(stage.told)
                    .containsExactly("on night srt", "off night Another encoder took over.", "on night srt");
            second.destroy();
            second.waitFor();
        }
    }

    @Test
    void anEncoderThatIsSentAwayEnds() throws Exception {
        try (Stage stage = Stage.open()) {
            Process encoder = Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "60", Encoders.H264_AAC);
            stage.awaitTold("on night");
            stage.stream("night").dismissPublisher();
            Encoders.finished(encoder);
            assertThat(encoder.exitValue()).isNotZero();
            assertThat(stage.told).contains("off night The right to publish was taken back.");
        }
    }

    @Test
    void everyEncoderEndsWhenTheServerDoes() throws Exception {
        Process encoder;
        try (Stage stage = Stage.open()) {
            encoder = Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "60", Encoders.H264_AAC);
            stage.awaitTold("on night");
        }
        Encoders.finished(encoder);
        assertThat(encoder.exitValue()).isNotZero();
    }
}
