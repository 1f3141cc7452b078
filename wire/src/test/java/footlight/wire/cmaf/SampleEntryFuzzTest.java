package footlight.wire.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class SampleEntryFuzzTest {
    /// Whatever a sender calls its configuration: an entry whose name breaks out of no playlist and whose init segment
    /// can be written, or none.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void configurations(byte[] config) {
        for (VideoCoding coding : VideoCoding.values())
            entry(config, () -> new SampleEntry.Video(coding, 160, 90, Reading.amidst(config)));
        for (AudioCoding coding : AudioCoding.values())
            entry(config, () -> new SampleEntry.Audio(coding, 48000, 2, Reading.amidst(config)));
    }

    private static void entry(byte[] config, Supplier<SampleEntry> made) {
        Reading.tolerated(made).ifPresent(entry -> {
            assertThat(entry.codec()).matches("[A-Za-z0-9]+([.-][A-Za-z0-9]+)*");
            assertThat(Reading.bytes(entry.config())).isEqualTo(config);
            ByteBuffer init = InitSegment.of(List.of(new Mp4Track(1, 1000, entry)));
            assertThat(init.getInt(init.position())).as("the first box").isLessThan(init.remaining());
            assertThat(init.remaining()).isBetween(config.length, config.length + 1000);
        });
    }
}
