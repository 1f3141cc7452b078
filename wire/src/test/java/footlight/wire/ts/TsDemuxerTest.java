package footlight.wire.ts;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.ByteSlicer;
import footlight.testkit.GoldenDump;
import footlight.testkit.Mutations;
import footlight.wire.avc.AvcConfiguration;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TsDemuxerTest {
    private static final byte[] H264_AAC = Samples.of("h264-aac.ts");
    private static final byte[] HEVC_OPUS = Samples.of("hevc-opus.ts");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 187, 188, 189, 1316, 100_000})
    void readsTheSameUnitsHoweverTheBytesArrive(int pieceBytes) {
        GoldenDump.assertMatches(TsDemuxerTest.class, "h264-aac-ts.txt", dump(H264_AAC, pieceBytes));
        GoldenDump.assertMatches(TsDemuxerTest.class, "hevc-opus-ts.txt", dump(HEVC_OPUS, pieceBytes));
    }

    @Test
    void readsTheSameUnitsInRandomCuts() {
        List<String> whole = Samples.lines(List.of(ByteBuffer.wrap(H264_AAC)));
        for (int seed = 0; seed < 30; seed++)
            assertThat(Samples.lines(ByteSlicer.pieces(H264_AAC, new Random(seed))))
                    .isEqualTo(whole);
    }

    @Test
    void theConfigurationIsOneThatOurReaderTakes() {
        String line = Samples.lines(List.of(ByteBuffer.wrap(H264_AAC))).stream()
                .filter(l -> l.contains("set up by"))
                .findFirst()
                .orElseThrow();
        byte[] record = HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1));
        AvcConfiguration configuration = AvcConfiguration.read(ByteBuffer.wrap(record));
        assertThat(configuration.picture().width()).isEqualTo(64);
        assertThat(configuration.picture().height()).isEqualTo(48);
        assertThat(configuration.lengthBytes()).isEqualTo(4);
    }

    @Test
    void eachLostPacketTakesItsUnitAlongAndNoOther() {
        List<String> whole = Samples.lines(List.of(ByteBuffer.wrap(H264_AAC)));
        int packets = H264_AAC.length / TsPackets.BYTES;
        // Not the tables at the beginning.
        for (int lost = 3; lost < packets; lost++) {
            byte[] rest = without(H264_AAC, lost);
            List<String> lines = Samples.lines(List.of(ByteBuffer.wrap(rest)));
            List<String> gone = new ArrayList<>(whole);
            gone.removeAll(lines);
            lines.removeIf(line -> line.startsWith("hole"));
            assertThat(whole).as("without packet " + lost).containsAll(lines);
            // A PES packet of AAC holds several frames.
            assertThat(gone.size()).as("without packet " + lost).isLessThan(20);
        }
    }

    @Test
    void aPacketThatComesTwiceCountsOnce() throws Exception {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        for (int at = 0; at < H264_AAC.length; at += TsPackets.BYTES) {
            twice.write(H264_AAC, at, TsPackets.BYTES);
            if (at > 3 * TsPackets.BYTES) twice.write(H264_AAC, at, TsPackets.BYTES);
        }
        assertThat(Samples.lines(List.of(ByteBuffer.wrap(twice.toByteArray()))))
                .isEqualTo(Samples.lines(List.of(ByteBuffer.wrap(H264_AAC))));
    }

    @Test
    void theBeatIsFoundAgainAfterNoise() throws Exception {
        ByteArrayOutputStream noisy = new ByteArrayOutputStream();
        Random dice = new Random(3);
        byte[] noise = new byte[77];
        dice.nextBytes(noise);
        noise[10] = 0x47;
        int middle = 40 * TsPackets.BYTES;
        noisy.write(noise);
        noisy.write(H264_AAC, 0, middle);
        noisy.write(noise);
        noisy.write(H264_AAC, middle, H264_AAC.length - middle);
        assertThat(Samples.lines(List.of(ByteBuffer.wrap(noisy.toByteArray()))))
                .containsAll(Samples.lines(List.of(ByteBuffer.wrap(H264_AAC))));
    }

    /// What looks like a packet's first byte has to be followed by another, also when that comes later.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 187, 188, 189, 190, 1316})
    void theBeatIsFoundAgainAtTheSamePlaceHoweverTheBytesArrive(int pieceBytes) {
        ByteBuffer noisy = ByteBuffer.allocate(H264_AAC.length + 3 * 300);
        Random dice = new Random(5);
        for (int at = 0; at < H264_AAC.length; at += TsPackets.BYTES) {
            if (at % (20 * TsPackets.BYTES) == 0 && noisy.remaining() > H264_AAC.length - at + 300)
                for (int i = 0; i < 300; i++) noisy.put((byte) (dice.nextInt(5) == 0 ? 0x47 : dice.nextInt(256)));
            noisy.put(H264_AAC, at, TsPackets.BYTES);
        }
        byte[] bytes = Arrays.copyOf(noisy.array(), noisy.position());
        assertThat(dump(bytes, pieceBytes)).isEqualTo(dump(bytes, bytes.length));
    }

    /// -1 is a time like any other.
    @Test
    void timesGoBackOverTheBeginning() {
        ByteBuffer stream = ByteBuffer.allocate(8 * TsPackets.BYTES);
        Tables.oneTrack(stream, 0x0F);
        long[] told = {0, (1L << 33) - 1, (1L << 33) - 10, 5};
        for (int i = 0; i < told.length; i++) Tables.packet(stream, Tables.TRACK_PID, true, i, pes(told[i]));
        List<Long> times = new ArrayList<>();
        new TsDemuxer(Samples.MOST_BYTES, new TsDemuxer.Out() {
                    @Override
                    public void unit(TsTrack track, long pts, long dts, ByteBuffer payload) {
                        times.add(pts);
                    }

                    @Override
                    public void hole(TsTrack track) {}

                    @Override
                    public void tooLarge(TsTrack track) {}

                    @Override
                    public void foreign(TsTrack track) {}
                })
                .feed(stream.flip());
        assertThat(times).containsExactly(0L, -1L, -10L, 5L);
    }

    /// A PES packet of three bytes at `pts`.
    private static byte[] pes(long pts) {
        return ByteBuffer.allocate(17)
                .putInt(0x000001C0)
                .putShort((short) 11)
                .put(new byte[] {(byte) 0x80, (byte) 0x80, 5})
                .put((byte) (0x21 | ((pts >> 29) & 0x0E)))
                .putShort((short) (pts >> 14 | 1))
                .putShort((short) (pts << 1 | 1))
                .put(new byte[] {1, 2, 3})
                .array();
    }

    @Test
    void aUnitThatIsTooLargeIsToldAndTheOthersCome() {
        List<String> whole = Samples.lines(List.of(ByteBuffer.wrap(H264_AAC)));
        Samples.Lines lines = new Samples.Lines();
        // Keyframes are larger and the pictures between them smaller, as the golden dump shows.
        new TsDemuxer(2000, lines).feed(ByteBuffer.wrap(H264_AAC));
        List<String> keyframes =
                whole.stream().filter(line -> line.contains("keyframe")).toList();
        assertThat(lines.lines.stream().filter("too large H.264"::equals)).hasSameSizeAs(keyframes);
        List<String> left = new ArrayList<>(whole);
        left.removeIf(line -> line.contains("keyframe") || line.contains("set up by"));
        lines.lines.removeIf("too large H.264"::equals);
        assertThat(lines.lines).isEqualTo(left);
    }

    @Test
    void timesGoOnPastTheirThirtyThreeBits() {
        List<Long> times = new ArrayList<>();
        byte[] later = H264_AAC.clone();
        TsDemuxer demuxer = new TsDemuxer(Samples.MOST_BYTES, new TsDemuxer.Out() {
            @Override
            public void unit(TsTrack track, long pts, long dts, ByteBuffer payload) {
                if (track.codec() == TsTrack.Codec.AAC) times.add(pts);
            }

            @Override
            public void hole(TsTrack track) {}

            @Override
            public void tooLarge(TsTrack track) {}

            @Override
            public void foreign(TsTrack track) {}
        });
        demuxer.feed(ByteBuffer.wrap(H264_AAC));
        long before = times.getLast();
        // Half the range on, and once more: no single step is longer than half.
        for (int i = 1; i <= 3; i++) {
            long shift = i * ((1L << 33) / 3);
            demuxer.feed(ByteBuffer.wrap(Shifted.by(later, shift)));
            assertThat(times.getLast()).isEqualTo(before + shift);
        }
    }

    @Test
    void hurtStreamsAreReadAsFarAsTheyGo() {
        List<byte[]> good =
                List.of(Arrays.copyOf(H264_AAC, 12 * TsPackets.BYTES), Arrays.copyOf(HEVC_OPUS, 12 * TsPackets.BYTES));
        Mutations.judge(good, 20_000, bytes -> Samples.lines(List.of(ByteBuffer.wrap(bytes))));
    }

    @Test
    void hurtPayloadsAreReadAsFarAsTheyGo() {
        List<byte[]> units = new ArrayList<>();
        TsDemuxer.Out keep = new TsDemuxer.Out() {
            @Override
            public void unit(TsTrack track, long pts, long dts, ByteBuffer payload) {
                byte[] bytes = new byte[payload.remaining()];
                payload.get(bytes);
                units.add(bytes);
            }

            @Override
            public void hole(TsTrack track) {}

            @Override
            public void tooLarge(TsTrack track) {}

            @Override
            public void foreign(TsTrack track) {}
        };
        new TsDemuxer(Samples.MOST_BYTES, keep).feed(ByteBuffer.wrap(H264_AAC));
        new TsDemuxer(Samples.MOST_BYTES, keep).feed(ByteBuffer.wrap(HEVC_OPUS));
        Samples.Lines lines = new Samples.Lines();
        Mutations.judge(units, 20_000, bytes -> {
            for (TsTrack.Codec codec : TsTrack.Codec.values())
                lines.unit(new TsTrack(256, codec, codec.name(), 2), 0, 0, ByteBuffer.wrap(bytes));
            lines.lines.clear();
        });
    }

    private static String dump(byte[] bytes, int pieceBytes) {
        return String.join("\n", Samples.lines(ByteSlicer.pieces(bytes, pieceBytes))) + "\n";
    }

    private static byte[] without(byte[] bytes, int packet) {
        byte[] rest = new byte[bytes.length - TsPackets.BYTES];
        System.arraycopy(bytes, 0, rest, 0, packet * TsPackets.BYTES);
        System.arraycopy(
                bytes,
                (packet + 1) * TsPackets.BYTES,
                rest,
                packet * TsPackets.BYTES,
                rest.length - packet * TsPackets.BYTES);
        return rest;
    }
}
