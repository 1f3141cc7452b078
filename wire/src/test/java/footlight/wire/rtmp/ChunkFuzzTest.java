package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.ByteSlicer;
import footlight.testkit.fuzz.Kept;
import footlight.wire.MalformedMedia;
import footlight.wire.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class ChunkFuzzTest {
    /// So small that much is left out or refused.
    private static final ChunkLimits LIMITS = new ChunkLimits(16, 2048, 4096, true);

    /// Cut or paused as it may be, a session says the same; nothing is kept beyond the limits, and every body is given
    /// back.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void sessions(byte[] input) {
        String whole = read(List.of(ByteBuffer.wrap(input)), false);
        Random cuts = new Random(Arrays.hashCode(input));
        assertThat(read(ByteSlicer.pieces(input, cuts), false)).isEqualTo(whole);
        assertThat(read(ByteSlicer.pieces(input, 1 + cuts.nextInt(200)), true)).isEqualTo(whole);
        if (input.length < 2000)
            assertThat(read(ByteSlicer.pieces(input, 1), false)).isEqualTo(whole);
    }

    private static String read(List<ByteBuffer> pieces, boolean pausing) {
        Gatherer gatherer = new Gatherer();
        ChunkReader<?> reader = new ChunkReader<>(LIMITS, gatherer, gatherer);
        if (pausing) gatherer.afterMessage = reader::pause;
        try {
            for (ByteBuffer piece : pieces) {
                int told;
                do {
                    told = gatherer.told;
                    reader.resume();
                    reader.feed(piece);
                    assertThat(gatherer.keptBytes).isLessThanOrEqualTo(LIMITS.underwayBytes());
                } while (pausing && gatherer.told > told);
                assertThat(piece.hasRemaining()).isFalse();
            }
        } catch (MalformedMedia refused) {
            gatherer.lines.append(refused.getMessage()).append('\n');
        }
        String read = gatherer.lines.toString();
        reader.close();
        assertThat(gatherer.ended).isEqualTo(gatherer.begun);
        assertThat(gatherer.keptBytes).isZero();
        return read;
    }

    /// What is written is read again, two messages in a row in chunks of any size.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void messages(byte[] input) {
        if (input.length < 10) return;
        ByteBuffer in = ByteBuffer.wrap(input);
        int type = 7 + (in.get() & 0x7F);
        int id = 2 + (in.get() & 0xFF) % 62;
        int messageStream = in.getShort();
        long timestampMs = in.getInt() & 0xFFFFFFFFL;
        int chunkBytes = 1 + (in.getShort() & 0x1FFF);
        byte[] body = Reading.bytes(in);

        ByteBuffer message =
                ChunkWriter.message(id, type, messageStream, timestampMs, chunkBytes, ByteBuffer.wrap(body));
        assertThat(message.remaining()).isEqualTo(ChunkWriter.chunkedBytes(body.length, timestampMs, chunkBytes));
        Gatherer expected = new Gatherer();
        expected.control(new ControlMessage.SetChunkSize(chunkBytes));
        for (int i = 0; i < 2; i++) {
            ByteArrayOutputStream copy = expected.begin(body.length);
            expected.append(copy, ByteBuffer.wrap(body));
            expected.message(type, messageStream, timestampMs, copy);
        }
        Gatherer gatherer = new Gatherer();
        ChunkReader<?> reader = new ChunkReader<>(ChunkLimits.PUBLISHER, gatherer, gatherer);
        reader.feed(ChunkWriter.control(new ControlMessage.SetChunkSize(chunkBytes)));
        reader.feed(message.duplicate());
        reader.feed(message);
        assertThat(gatherer.lines).hasToString(expected.lines.toString());
    }

    /// The first byte is the message's type. What was read is written and read again.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void controls(byte[] input) {
        if (input.length == 0) return;
        int type = input[0] & 0x0F;
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        Reading.of(body, in -> ControlMessage.read(type, in)).ifPresent(message -> {
            // Only one of the events that we send has a second number.
            if (message instanceof ControlMessage.UserControl(int event, long _, long second)
                    && second != 0
                    && event != ControlMessage.UserControl.SET_BUFFER_LENGTH) return;
            Gatherer gatherer = new Gatherer();
            new ChunkReader<>(LIMITS, gatherer, gatherer).feed(ChunkWriter.control(message));
            assertThat(gatherer.lines).hasToString(message + "\n");
        });
    }
}
