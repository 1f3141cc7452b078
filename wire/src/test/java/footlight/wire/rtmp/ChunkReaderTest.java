package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.ByteSlicer;
import footlight.testkit.GoldenDump;
import footlight.wire.MalformedMedia;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkReaderTest {
    private static final int AUDIO = MessageType.AUDIO;
    private static final int VIDEO = MessageType.VIDEO;

    static Stream<byte[]> sessions() {
        return Stream.of(everything(), pastFourHours(), withoutRepeat(), wrapping());
    }

    /// All header forms, interleaving, id forms, chunk size, abort, control on any chunk stream.
    static byte[] everything() {
        byte[] picture = Chunks.body(300, 1);
        byte[] sound = Chunks.body(150, 2);
        return new Chunks()
                .full(6, 40, 300, VIDEO, 1)
                .raw(picture, 0, 128)
                .full(4, 43, 150, AUDIO, 1)
                .raw(sound, 0, 128)
                .bare(6)
                .raw(picture, 128, 256)
                .bare(4)
                .raw(sound, 128, 150)
                .bare(6)
                .raw(picture, 256, 300)
                .sized(4, 23, 5, AUDIO)
                .raw(sound, 0, 5)
                .timed(4, 24)
                .raw(sound, 5, 10)
                .bare(4)
                .raw(sound, 10, 15)
                .control(5, MessageType.SET_CHUNK_SIZE, 4096)
                .sized(6, 40, 300, VIDEO)
                .raw(picture)
                .control(3, MessageType.WINDOW_ACK_SIZE, 2_500_000)
                .control(2, MessageType.ACKNOWLEDGEMENT, -2)
                .full(2, 0, 5, MessageType.PEER_BANDWIDTH, 0)
                .u32(2_500_000)
                .raw((byte) 2)
                .full(2, 0, 10, MessageType.USER_CONTROL, 0)
                .raw((byte) 0, (byte) 3)
                .u32(1)
                .u32(3000)
                .full(64, 80, 3, AUDIO, 1)
                .raw(sound, 0, 3)
                .full(319, 80, 3, AUDIO, 1)
                .raw(sound, 1, 4)
                .full(65599, 80, 3, AUDIO, 1)
                .raw(sound, 2, 5)
                .control(2, MessageType.SET_CHUNK_SIZE, 100)
                .full(6, 120, 300, VIDEO, 1)
                .raw(picture, 0, 100)
                .control(2, MessageType.ABORT, 6)
                .full(6, 160, 0, VIDEO, 1)
                .sized(9, 7, 2, AUDIO)
                .raw(sound, 0, 2)
                .bytes();
    }

    /// The extended timestamp, repeated on type 3: as a time, and as a delta.
    static byte[] pastFourHours() {
        byte[] picture = Chunks.body(200, 3);
        return new Chunks()
                .full(6, 16_777_214, 200, VIDEO, 1)
                .raw(picture, 0, 128)
                .bare(6)
                .raw(picture, 128, 200)
                .full(6, 16_777_215, 200, VIDEO, 1)
                .raw(picture, 0, 128)
                .bare(6)
                .u32(16_777_215)
                .raw(picture, 128, 200)
                .sized(6, 40, 200, VIDEO)
                .raw(picture, 0, 128)
                .bare(6)
                .raw(picture, 128, 200)
                .sized(6, 20_000_000, 200, VIDEO)
                .raw(picture, 0, 128)
                .bare(6)
                .u32(20_000_000)
                .raw(picture, 128, 200)
                // The message's time where the delta stood.
                .timed(6, 20_000_000)
                .raw(picture, 0, 128)
                .bare(6)
                .u32(16_777_215 + 40 + 40_000_000)
                .raw(picture, 128, 200)
                .bytes();
    }

    /// rtmpdump's way. One body begins with three bytes of the timestamp, another ends within it.
    static byte[] withoutRepeat() {
        byte[] picture = Chunks.body(200, 4);
        byte[] alike = Chunks.body(200, 5);
        long at = 0x01020304L;
        alike[128] = 1;
        alike[129] = 2;
        alike[130] = 3;
        alike[131] = 9;
        byte[] tail = Chunks.body(130, 6);
        tail[128] = 1;
        tail[129] = 3;
        return new Chunks()
                .full(6, at, 200, VIDEO, 1)
                .raw(picture, 0, 128)
                .bare(6)
                .raw(picture, 128, 200)
                .full(6, at, 200, VIDEO, 1)
                .raw(alike, 0, 128)
                .bare(6)
                .raw(alike, 128, 200)
                .full(6, at, 130, VIDEO, 1)
                .raw(tail, 0, 128)
                .bare(6)
                .raw(tail, 128, 130)
                // The same time again, as librtmp says it.
                .bare(6)
                .raw(tail, 0, 128)
                .bare(6)
                .raw(tail, 128, 130)
                .bytes();
    }

    /// 49.7 days are over. What the repair makes of it is not the reader's business.
    static byte[] wrapping() {
        byte[] sound = Chunks.body(4, 7);
        return new Chunks()
                .full(4, 0xFFFFFFF0L, 4, AUDIO, 1)
                .raw(sound)
                .sized(4, 23, 4, AUDIO)
                .raw(sound)
                .bare(4)
                .raw(sound)
                .bytes();
    }

    @Test
    void putsEveryFormOfHeaderTogether() {
        StringBuilder dump = new StringBuilder();
        sessions().forEach(session -> dump.append("-- session\n").append(read(ByteSlicer.pieces(session, 4096))));
        GoldenDump.assertMatches(ChunkReaderTest.class, "chunk-sessions.txt", dump.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 128, 4096})
    void readsTheSameMessagesHoweverTheBytesArrive(int pieceBytes) {
        sessions().forEach(session -> assertThat(read(ByteSlicer.pieces(session, pieceBytes)))
                .isEqualTo(read(List.of(ByteBuffer.wrap(session)))));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void readsTheSameMessagesInRandomCuts(byte[] session) {
        String whole = read(List.of(ByteBuffer.wrap(session)));
        for (int seed = 0; seed < 200; seed++)
            assertThat(read(ByteSlicer.pieces(session, new Random(seed)))).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 128, 4096, 65536, Integer.MAX_VALUE})
    void readsWhatTheWriterWrites(int chunkBytes) {
        ByteBuffer out = ByteBuffer.allocate(1 << 20);
        out.put(ChunkWriter.control(new ControlMessage.SetChunkSize(chunkBytes)));
        StringBuilder expected = new StringBuilder("SetChunkSize[bytes=" + chunkBytes + "]\n");
        for (long at : new long[] {0, 40, 0xFFFFFE, 0xFFFFFF, 0x1000000, 0xFFFFFFFFL}) {
            for (int bytes : new int[] {0, 1, 100, 129, 4096, 9000}) {
                byte[] body = Chunks.body(bytes, 5);
                int before = out.position();
                ChunkWriter.write(out, 6, VIDEO, 1, at, chunkBytes, ByteBuffer.wrap(body));
                assertThat(out.position() - before).isEqualTo(ChunkWriter.chunkedBytes(bytes, at, chunkBytes));
                expected.append("type 9 stream 1 at ").append(at).append(": ").append(bytes);
                expected.append(" bytes\n");
            }
        }
        String read = read(List.of(out.flip()))
                .lines()
                .map(l -> l.replaceAll(" bytes .*", " bytes") + "\n")
                .reduce("", String::concat);
        assertThat(read).isEqualTo(expected.toString());
    }

    @Test
    void bigMessagesAreRefusedAtTheirHeader() {
        refused(new Chunks().full(6, 0, 65537, VIDEO, 1).bytes(), "65537 bytes, at most 65536");
    }

    @Test
    void aPictureThatIsTooLargeIsPassedOverWhereThatIsAllowed() {
        ChunkLimits limits = new ChunkLimits(16, 1000, 1100, true);
        // Between its chunks come a sound, and a picture that needs nearly all there is room for.
        Chunks chunks = new Chunks().full(6, 0, 300, VIDEO, 1).raw(Chunks.body(128, 1));
        chunks.full(5, 10, 3000, VIDEO, 1).raw(Chunks.body(128, 2));
        chunks.full(4, 10, 3, AUDIO, 1).raw(Chunks.body(3, 3));
        chunks.bare(6).raw(Chunks.body(128, 1)).bare(6).raw(Chunks.body(44, 1));
        chunks.full(7, 20, 1000, VIDEO, 1).raw(Chunks.body(128, 4));
        for (int left = 872; left > 0; left -= 128) chunks.bare(7).raw(Chunks.body(Math.min(128, left), 4));
        for (int left = 2872; left > 0; left -= 128) chunks.bare(5).raw(Chunks.body(Math.min(128, left), 2));
        // The next one on the same chunk stream is of a size that is taken; one that is taken back leaves no trace.
        chunks.sized(5, 40, 10, VIDEO).raw(Chunks.body(10, 5));
        chunks.sized(5, 40, 2000, VIDEO).raw(Chunks.body(128, 6)).control(2, MessageType.ABORT, 5);
        chunks.sized(5, 40, 10, VIDEO).raw(Chunks.body(10, 7));
        for (int pieceBytes : new int[] {1, 2, 3, 7, 100, 10_000}) {
            Gatherer gatherer = new Gatherer();
            ChunkReader<?> reader = new ChunkReader<>(limits, gatherer, gatherer);
            for (ByteBuffer piece : ByteSlicer.pieces(chunks.bytes(), pieceBytes)) {
                reader.feed(piece);
                assertThat(gatherer.keptBytes).isLessThanOrEqualTo(1100);
            }
            assertThat(gatherer.lines.toString().lines().map(line -> line.replaceAll(" bytes .*", "")))
                    .containsExactly(
                            "type 8 stream 1 at 10: 3",
                            "type 9 stream 1 at 0: 300",
                            "type 9 stream 1 at 20: 1000",
                            "left out, type 9",
                            "type 9 stream 1 at 50: 10",
                            "Abort[chunkStreamId=5]",
                            "type 9 stream 1 at 130: 10");
            assertThat(gatherer.ended).isEqualTo(gatherer.begun);
        }
    }

    @Test
    void aCommandThatIsTooLargeIsRefusedEvenThen() {
        Gatherer gatherer = new Gatherer();
        ChunkReader<?> reader = new ChunkReader<>(new ChunkLimits(16, 1000, 1100, true), gatherer, gatherer);
        byte[] command =
                new Chunks().full(3, 0, 1001, MessageType.COMMAND_AMF0, 0).bytes();
        assertThatThrownBy(() -> reader.feed(ByteBuffer.wrap(command)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("1001 bytes, at most 1000");
    }

    @Test
    void manyMessagesUnderWayAreRefused() {
        Chunks chunks = new Chunks();
        for (int id = 3; id < 7; id++) chunks.full(id, 0, 60_000, VIDEO, 1).raw(Chunks.body(128, id));
        refused(chunks.bytes(), "under way of more than 131072 bytes");
    }

    @Test
    void aThousandChunkStreamsAreRefused() {
        Chunks chunks = new Chunks();
        for (int id = 3; id < 1003; id++) chunks.full(id, 0, 1, AUDIO, 1).raw((byte) 0);
        refused(chunks.bytes(), "one too many, at most 16");
    }

    @Test
    void chunkSizesOfNoneOrLessAreRefused() {
        refused(new Chunks().control(2, MessageType.SET_CHUNK_SIZE, 0).bytes(), "chunk size 0");
        refused(new Chunks().control(2, MessageType.SET_CHUNK_SIZE, -1).bytes(), "chunk size 4294967295");
    }

    @Test
    void aContinuationOfNothingIsRefused() {
        refused(new Chunks().bare(6).raw(new byte[20]).bytes(), "chunk stream 6, which has no header yet");
        refused(new Chunks().timed(70, 20).raw(new byte[20]).bytes(), "chunk stream 70, which has no header yet");
    }

    @Test
    void aNewHeaderInsideOfAMessageIsRefused() {
        byte[] twice = new Chunks()
                .full(6, 0, 200, VIDEO, 1)
                .raw(new byte[128])
                .full(6, 0, 200, VIDEO, 1)
                .bytes();
        refused(twice, "inside of a message");
    }

    @Test
    void shortAndLongControlMessagesAreRefused() {
        refused(
                new Chunks()
                        .full(2, 0, 3, MessageType.SET_CHUNK_SIZE, 0)
                        .raw(new byte[3])
                        .bytes(),
                "of 3 bytes, at least 4");
        refused(
                new Chunks()
                        .full(2, 0, 65, MessageType.USER_CONTROL, 0)
                        .raw(new byte[65])
                        .bytes(),
                "of 65 bytes, at most 64");
    }

    @Test
    void closingGivesBackWhatIsUnderWay() {
        Gatherer gatherer = new Gatherer();
        ChunkReader<?> reader = new ChunkReader<>(ChunkLimits.STRANGER, gatherer, gatherer);
        reader.feed(ByteBuffer.wrap(
                new Chunks().full(6, 0, 200, VIDEO, 1).raw(new byte[128]).bytes()));
        reader.feed(ByteBuffer.wrap(
                new Chunks().full(300, 0, 200, VIDEO, 1).raw(new byte[100]).bytes()));
        reader.close();
        reader.close();
        assertThat(gatherer.begun).isEqualTo(2);
        assertThat(gatherer.ended).isEqualTo(2);
        assertThat(gatherer.keptBytes).isZero();
    }

    @Test
    void abortingFreesItsShareOfTheAllowance() {
        Chunks chunks = new Chunks();
        for (int i = 0; i < 10; i++) {
            chunks.full(6, 0, 60_000, VIDEO, 1).raw(new byte[128]);
            chunks.control(2, MessageType.ABORT, 6);
        }
        assertThat(read(List.of(ByteBuffer.wrap(chunks.bytes())))).contains("dropped 128");
    }

    private static void refused(byte[] session, String why) {
        Gatherer gatherer = new Gatherer();
        ChunkReader<?> reader = new ChunkReader<>(ChunkLimits.STRANGER, gatherer, gatherer);
        assertThatThrownBy(() -> reader.feed(ByteBuffer.wrap(session)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining(why);
        reader.close();
        assertThat(gatherer.ended).isEqualTo(gatherer.begun);
    }

    private static String read(List<ByteBuffer> pieces) {
        Gatherer gatherer = new Gatherer();
        ChunkReader<?> reader = new ChunkReader<>(ChunkLimits.STRANGER, gatherer, gatherer);
        for (ByteBuffer piece : pieces) {
            reader.feed(piece);
            assertThat(piece.hasRemaining()).isFalse();
        }
        reader.close();
        assertThat(gatherer.ended).isEqualTo(gatherer.begun);
        return gatherer.lines.toString();
    }

    /// Paused after every message, in every cut: what is left comes out as if nothing had happened.
    @ParameterizedTest
    @MethodSource("sessions")
    void pausingLosesNothing(byte[] session) {
        for (int pieceBytes : new int[] {1, 2, 3, 7, 100, session.length}) {
            Pausing pausing = new Pausing();
            for (int at = 0; at < session.length; at += pieceBytes) {
                ByteBuffer piece = ByteBuffer.wrap(session, at, Math.min(pieceBytes, session.length - at));
                int before = -1;
                while (piece.hasRemaining() || before != pausing.pauses) {
                    before = pausing.pauses;
                    pausing.reader.resume();
                    pausing.reader.feed(piece);
                }
            }
            assertThat(pausing.gatherer.lines).hasToString(read(List.of(ByteBuffer.wrap(session))));
            assertThat(pausing.pauses).isPositive();
        }
    }

    private static final class Pausing implements Messages<ByteArrayOutputStream> {
        final Gatherer gatherer = new Gatherer();
        final ChunkReader<ByteArrayOutputStream> reader = new ChunkReader<>(ChunkLimits.PUBLISHER, gatherer, this);
        int pauses;

        @Override
        public void control(ControlMessage message) {
            gatherer.control(message);
            pause();
        }

        @Override
        public void message(int type, int messageStreamId, long timestampMs, ByteArrayOutputStream body) {
            gatherer.message(type, messageStreamId, timestampMs, body);
            pause();
        }

        @Override
        public void leftOut(int type) {
            gatherer.leftOut(type);
            pause();
        }

        private void pause() {
            pauses++;
            reader.pause();
        }
    }

    @Test
    void nothingIsTakenWhilePaused() {
        Gatherer gatherer = new Gatherer();
        ChunkReader<ByteArrayOutputStream> reader = new ChunkReader<>(ChunkLimits.PUBLISHER, gatherer, gatherer);
        ByteBuffer in = ByteBuffer.wrap(everything());
        reader.pause();
        reader.feed(in);
        assertThat(in.remaining()).isEqualTo(everything().length);
        assertThat(gatherer.lines).isEmpty();
    }
}
