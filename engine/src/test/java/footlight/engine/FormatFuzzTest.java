package footlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.live.TrackFormat;
import footlight.testkit.fuzz.Kept;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class FormatFuzzTest {
    /// Every configuration has a name, by which nothing can be broken out of.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void names(byte[] config) {
        for (TrackFormat.VideoCodec codec : TrackFormat.VideoCodec.values()) {
            TrackFormat.Video format = new TrackFormat.Video(codec, 1000, 160, 90, ByteBuffer.wrap(config));
            assertThat(CodecNames.codecString(format)).matches("[A-Za-z0-9.-]+");
            assertThat(CodecNames.profile(format)).matches("[A-Za-z0-9 :-]*");
        }
        for (TrackFormat.AudioCodec codec : TrackFormat.AudioCodec.values())
            assertThat(CodecNames.codecString(new TrackFormat.Audio(codec, 1000, 48_000, 2, ByteBuffer.wrap(config))))
                    .matches("[A-Za-z0-9.-]+");
    }
}
