package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class ByteRangeFuzzTest {
    /// Three bytes of size, then the header: what is wanted is a piece of what is there, or nothing.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void headers(byte[] input) {
        if (input.length < 4) return;
        int size = ByteBuffer.wrap(input).getInt(0) >>> 8;
        String header = new String(input, 3, input.length - 3, StandardCharsets.ISO_8859_1);
        ByteRange range = ByteRange.read(header, size);
        if (range == null || range.whole(size)) return;
        assertThat(range.from()).isBetween(0, size - 1);
        assertThat(range.to()).isBetween(range.from() + 1, size);
        assertThat(range.length()).isEqualTo(range.to() - range.from());
        assertThat(ByteRange.read("bytes=" + range.from() + "-" + (range.to() - 1), size))
                .isEqualTo(range);
    }
}
