package footlight.wire.flac;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class FlacFuzzTest {
    /// What FLAC sound is says the same as files have it and as MP4 has it.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void heads(byte[] input) {
        told(Reading.of(input, FlacStreamInfo::read));
        told(Reading.of(input, FlacStreamInfo::readBox));
    }

    private static void told(Optional<FlacStreamInfo> read) {
        read.ifPresent(info -> {
            assertThat(info.sampleRate()).isBetween(1, 0xFFFFF);
            assertThat(info.channels()).isBetween(1, 8);
            assertThat(info.bitsPerSample()).isBetween(4, 32);
            assertThat(FlacStreamInfo.read(info.head())).isEqualTo(info);
            assertThat(FlacStreamInfo.readBox(info.box())).isEqualTo(info);
        });
    }
}
