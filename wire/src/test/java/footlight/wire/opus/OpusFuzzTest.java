package footlight.wire.opus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class OpusFuzzTest {
    /// A head says the same as Ogg has it and as MP4 has it.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void heads(byte[] input) {
        told(Reading.of(input, OpusHead::read));
        told(Reading.of(input, OpusHead::readBox));
    }

    private static void told(Optional<OpusHead> read) {
        read.ifPresent(head -> {
            assertThat(head.channels()).isBetween(1, 255);
            assertThat(head.preSkip()).isBetween(0, 0xFFFF);
            assertThat(head.inputRate()).isBetween(0L, 0xFFFFFFFFL);
            assertThat(head.mapping().remaining()).isEqualTo(head.family() == 0 ? 0 : 2 + head.channels());
            assertThat(OpusHead.read(head.head())).isEqualTo(head);
            assertThat(OpusHead.readBox(head.box())).isEqualTo(head);
        });
    }
}
