package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.StreamFacts;
import footlight.testkit.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The encoders people use, against the real entrance and hub.
@Timeout(90)
final class RealCallersTest {

    @Test
    void ffmpegPublishesPictureAndSound() throws Exception {
        try (Stage stage = Stage.open()) {
            Encoders.finishedWell(Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "3", Encoders.H264_AAC));
            seen(stage);
            assertThat(stage.told).contains("off night The encoder stopped.");
        }
    }

    @Test
    void ffmpegPublishesWithAPassphrase() throws Exception {
        try (Stage stage = Stage.encrypted()) {
            String url = Encoders.url(stage.port(), "sk_good", "&pbkeylen=32&passphrase=" + Stage.PASSPHRASE);
            Encoders.finishedWell(Encoders.ffmpeg(url, "3", Encoders.H264_AAC));
            seen(stage);
        }
    }

    @Test
    void gstreamerPublishes() throws Exception {
        Path gst = Programs.need("gst-launch-1.0", "gstreamer1.0-tools");
        try (Stage stage = Stage.open()) {
            Process process = Encoders.start(List.of(
                    "sh",
                    "-c",
                    gst + " -q mpegtsmux name=mux alignment=7 ! srtsink wait-for-connection=true"
                            + " uri='srt://127.0.0.1:" + stage.port() + "' streamid='#!::r=sk_good,m=publish'"
                            + " videotestsrc is-live=true num-buffers=75 ! video/x-raw,width=320,height=180,framerate=25/1"
                            + " ! x264enc speed-preset=ultrafast tune=zerolatency key-int-max=25 ! h264parse ! mux."
                            + " audiotestsrc is-live=true num-buffers=140 ! audio/x-raw,rate=48000 ! avenc_aac ! aacparse"
                            + " ! mux."));
            Encoders.finishedWell(process);
            stage.awaitTold("off night");
            StreamFacts facts = stage.stream("night").facts();
            assertThat(facts.videoFrames()).isBetween(50L, 76L);
            assertThat(facts.audioFrames()).isBetween(80L, 160L);
            assertThat(stage.told).noneMatch(line -> line.startsWith("refused"));
        }
    }

    @Test
    void ffmpegPublishesHevc() throws Exception {
        try (Stage stage = Stage.open()) {
            Encoders.finishedWell(Encoders.ffmpeg(
                    Encoders.url(stage.port(), "sk_good", ""),
                    "3",
                    "-c:v libx265 -preset ultrafast -x265-params log-level=error -c:a aac".split(" ")));
            seen(stage);
            var formats = stage.stream("night").facts().formats();
            assertThat(Objects.requireNonNull(formats.video()).codecName()).isEqualTo("HEVC");
        }
    }

    @Test
    void ffmpegPublishesOpus() throws Exception {
        try (Stage stage = Stage.open()) {
            Encoders.finishedWell(Encoders.ffmpeg(
                    Encoders.url(stage.port(), "sk_good", ""),
                    "3",
                    "-c:v libx264 -preset ultrafast -ac 2 -c:a libopus -frame_duration 20".split(" ")));
            seen(stage);
            var sound = Objects.requireNonNull(
                    stage.stream("night").facts().formats().audio());
            assertThat(sound.codecName()).isEqualTo("Opus");
            assertThat(sound.channels()).isEqualTo(2);
        }
    }

    private static void seen(Stage stage) {
        stage.awaitTold("off night");
        StreamFacts facts = stage.stream("night").facts();
        // The last picture's end is known when the next begins, which it does not.
        assertThat(facts.videoFrames()).isEqualTo(74);
        assertThat(facts.audioFrames()).isBetween(140L, 152L);
        assertThat(facts.keyframes()).isEqualTo(3);
        var video = Objects.requireNonNull(facts.formats().video());
        assertThat(video.width()).isEqualTo(320);
        assertThat(video.height()).isEqualTo(180);
        assertThat(Objects.requireNonNull(facts.formats().audio()).sampleRateHz())
                .isEqualTo(48_000);
        assertThat(stage.told).contains("on night srt").noneMatch(line -> line.startsWith("refused"));
    }
}
