package footlight.wire.ts;

import static footlight.wire.Octets.u8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.ByteSlicer;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class TsFuzzTest {
    private static final int PAYLOAD_AT_MOST = 184;
    private static final int[] TYPES = {0x1B, 0x24, 0x0F, 0x06};

    /// However it is cut, and however broken, a stream says the same.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void streams(byte[] input) {
        List<String> whole = Samples.lines(List.of(ByteBuffer.wrap(input)));
        Random cuts = new Random(Arrays.hashCode(input));
        assertThat(Samples.lines(ByteSlicer.pieces(input, cuts))).isEqualTo(whole);
        assertThat(Samples.lines(ByteSlicer.pieces(input, 1 + cuts.nextInt(400))))
                .isEqualTo(whole);
    }

    /// The input is a table section without length and checksum, which are set right: it is gathered from any cut, and
    /// what it tells is in bounds.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void tables(byte[] input) {
        if (input.length < 4 || input.length > 1017) return;
        byte[] section = Tables.section(input);
        List<byte[]> gathered = new ArrayList<>();
        Sections sections = new Sections(whole -> gathered.add(Reading.bytes(whole)));
        int cut = 1 + Arrays.hashCode(input) % PAYLOAD_AT_MOST / 2 + PAYLOAD_AT_MOST / 2;
        boolean start = true;
        for (byte[] payload : Tables.payloads(section, cut)) {
            sections.payload(start, Reading.amidst(payload));
            start = false;
        }
        byte[] told = Arrays.copyOf(section, section.length - 4);
        // A table that is called 0xFF is stuffing.
        assertThat(gathered)
                .containsExactlyElementsOf(u8(ByteBuffer.wrap(told), 0) == 0xFF ? List.of() : List.of(told));
        ProgramTables.programMap(ByteBuffer.wrap(told))
                .ifPresent(pid -> assertThat(pid).isBetween(0, 0x1FFF));
        if (!ProgramTables.isProgramMap(ByteBuffer.wrap(told))) return;
        List<TsTrack> tracks = ProgramTables.tracks(ByteBuffer.wrap(told));
        assertThat(tracks).hasSizeLessThanOrEqualTo(input.length / 5);
        for (TsTrack track : tracks) {
            assertThat(track.pid()).isBetween(0, 0x1FFF);
            assertThat(track.channels()).isBetween(0, 255);
            assertThat(track.name()).isNotEmpty();
        }
    }

    /// The first byte chooses the codec, then come packets of one PID: a byte with start flag and size, their payload.
    /// Units come whole or not at all, and times never jump by more than half their range.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void elementary(byte[] input) {
        if (input.length == 0) return;
        int type = TYPES[input[0] & 3];
        ByteBuffer stream = ByteBuffer.allocate(TsPackets.BYTES * (3 + input.length));
        Tables.oneTrack(stream, type);
        ByteBuffer in = ByteBuffer.wrap(input).position(1);
        for (int counter = 0; in.hasRemaining(); counter++) {
            int head = in.get() & 0xFF;
            int bytes = Math.min(in.remaining(), 1 + (head & 0x7F));
            byte[] payload = new byte[bytes];
            in.get(payload);
            Tables.packet(stream, Tables.TRACK_PID, (head & 0x80) != 0, counter, payload);
        }
        Units units = new Units(input.length);
        new TsDemuxer(Samples.MOST_BYTES, units).feed(stream.flip());
        byte[] all = Reading.bytes(stream.rewind());
        assertThat(Samples.lines(ByteSlicer.pieces(all, new Random(Arrays.hashCode(input)))))
                .isEqualTo(Samples.lines(List.of(ByteBuffer.wrap(all))));
    }

    /// Times that go on from each other, payloads no longer than what was sent.
    private static final class Units implements TsDemuxer.Out {
        private static final long HALF = 1L << 32;
        private final int most;
        private long last;
        private boolean begun;

        Units(int most) {
            this.most = most;
        }

        @Override
        public void unit(TsTrack track, long pts, long dts, ByteBuffer payload) {
            assertThat(payload.remaining()).isLessThan(most);
            assertThat(track.pid()).isEqualTo(Tables.TRACK_PID);
            assertThat(Math.abs(pts - dts)).isLessThanOrEqualTo(HALF);
            if (begun) assertThat(Math.abs(dts - last)).isLessThanOrEqualTo(HALF);
            begun = true;
            last = dts;
        }

        @Override
        public void hole(TsTrack track) {
            assertThat(track.pid()).isEqualTo(Tables.TRACK_PID);
        }

        @Override
        public void tooLarge(TsTrack track) {
            throw new AssertionError("there was never that much");
        }

        @Override
        public void foreign(TsTrack track) {
            throw new AssertionError("never one that is not taken: " + track);
        }
    }
}
