package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.ByteSlicer;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class HandshakeFuzzTest {
    private static final int CLIENT_BYTES = 1 + 2 * 1536;

    /// What came of a client: what it was told, and what was left of its bytes.
    private record Met(boolean done, String answer, int left) {}

    /// However the bytes arrive: the same answer, after 1537 of them; what is no handshake any more is left.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void clients(byte[] input) {
        Optional<Met> whole = Reading.tolerated(() -> meet(List.of(ByteBuffer.wrap(input))));
        Random cuts = new Random(Arrays.hashCode(input));
        assertThat(Reading.tolerated(() -> meet(ByteSlicer.pieces(input, cuts))))
                .isEqualTo(whole);
        whole.ifPresent(met -> {
            assertThat(met.done).isEqualTo(input.length >= CLIENT_BYTES);
            assertThat(met.left).isEqualTo(Math.max(0, input.length - CLIENT_BYTES));
            assertThat(met.answer.isEmpty()).isEqualTo(input.length < 1537);
        });
    }

    private static Met meet(List<ByteBuffer> pieces) {
        ServerHandshake handshake = new ServerHandshake(new Random(1), 0);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int left = 0;
        for (ByteBuffer piece : pieces) {
            answer.writeBytes(Reading.bytes(handshake.feed(piece)));
            left += piece.remaining();
        }
        assertThat(answer.size()).isIn(0, CLIENT_BYTES);
        return new Met(handshake.done(), answer.size() == 0 ? "" : "#" + Arrays.hashCode(answer.toByteArray()), left);
    }
}
