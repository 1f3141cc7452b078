package footlight.wire.ac3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import footlight.wire.cmaf.AudioCoding;
import footlight.wire.cmaf.SampleEntry;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class Ac3FuzzTest {
    private static final List<Integer> RATES = List.of(48_000, 44_100, 32_000, 24_000, 22_050, 16_000);

    /// What a frame tells of itself is what MP4 takes.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void frames(byte[] input) {
        Reading.of(input, Ac3SyncFrame::read).ifPresent(frame -> {
            assertThat(frame.sampleRate()).isIn(RATES);
            assertThat(frame.channels()).isBetween(1, 6);
            new SampleEntry.Audio(AudioCoding.AC3, frame.sampleRate(), frame.channels(), frame.box());
        });
        Reading.of(input, Eac3SyncFrame::read).ifPresent(frame -> {
            assertThat(frame.sampleRate()).isIn(RATES);
            assertThat(frame.channels()).isBetween(1, 6);
            assertThat(frame.kbps()).isNotNegative();
            assertThat(frame.locations()).isBetween(0, 0x1FF);
            new SampleEntry.Audio(AudioCoding.EAC3, frame.sampleRate(), frame.channels(), frame.box());
        });
    }
}
