package footlight.wire.cmaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.GoldenDump;
import footlight.testkit.mp4.Box;
import footlight.testkit.mp4.Fragment;
import footlight.testkit.mp4.Movie;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FragmentHeadTest {
    private static final SampleEntry.Audio SOUND = new SampleEntry.Audio(
            AudioCoding.AAC, 48000, 2, ByteBuffer.wrap(HexFormat.of().parseHex("1190")));
    private static final Movie TWO_TRACKS =
            Movie.read(InitSegment.of(List.of(new Mp4Track(1, 1000, SOUND), new Mp4Track(2, 48000, SOUND))));

    @Test
    void aPictureAndSoundFragmentReadsAsWritten() {
        var video = new TrackRun(
                1,
                90_000,
                List.of(
                        new Sample(40, 5000, 80, true),
                        new Sample(40, 700, 160, false),
                        new Sample(40, 30, 40, false),
                        new Sample(41, 31, -40, false)));
        var audio = new TrackRun(2, 4_320_000L << 16, Collections.nCopies(8, new Sample(1024, 341, 0, true)));
        GoldenDump.assertMatches(
                FragmentHeadTest.class, "fragment-head.txt", Box.dump(Box.read(whole(7, video, audio))));
        assertReadsAsWritten(7, List.of(video, audio));
    }

    @Test
    void anyRunsReadAsWritten() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<TrackRun> runs = new ArrayList<>();
            for (int id = 1; id <= 1 + random.nextInt(2); id++)
                runs.add(new TrackRun(id, random.nextLong() >>> 1, samples(random)));
            assertReadsAsWritten(seed, runs);
        }
    }

    /// Each property the same for all samples or not, by chance.
    private static List<Sample> samples(Random random) {
        int duration = random.nextInt(5000);
        int bytes = random.nextInt(300);
        int sync = random.nextInt(4);
        boolean equalDurations = random.nextBoolean();
        boolean equalBytes = random.nextBoolean();
        boolean noOffsets = random.nextBoolean();
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(i -> new Sample(
                        equalDurations ? duration : random.nextInt(100_000),
                        equalBytes ? bytes : random.nextInt(300),
                        noOffsets ? 0 : random.nextInt(2000) - 1000,
                        switch (sync) {
                            case 0 -> true;
                            case 1 -> false;
                            case 2 -> i == 0;
                            default -> random.nextBoolean();
                        }))
                .toList();
    }

    @Test
    void whatIsTheSameForAllSamplesIsSaidOnce() {
        int one = FragmentHead.of(1, List.of(new TrackRun(1, 0, List.of(new Sample(1024, 300, 0, true)))))
                .remaining();
        int many = FragmentHead.of(
                        1, List.of(new TrackRun(1, 0, Collections.nCopies(50, new Sample(1024, 300, 0, true)))))
                .remaining();
        assertThat(many).isEqualTo(one);
        int pictures = FragmentHead.of(
                        1,
                        List.of(new TrackRun(
                                1,
                                0,
                                Stream.concat(
                                                Stream.of(new Sample(40, 9000, 0, true)),
                                                IntStream.range(1, 10).mapToObj(i -> new Sample(40, i, 0, false)))
                                        .toList())))
                .remaining();
        // One size each, and the flags of the first: nothing else differs.
        assertThat(pictures).isEqualTo(one - 4 + 4 + 4 * 10);
    }

    @Test
    void sequenceNumbersGoOnPast31Bits() {
        TrackRun run = new TrackRun(1, 0, List.of(new Sample(1, 1, 0, true)));
        assertThat(Fragment.read(TWO_TRACKS, whole(0xFFFFFFFEL, run)).getFirst().sequence())
                .isEqualTo(-2);
    }

    @Test
    void mediaDataOverFourGigabytesHasALongSize() {
        List<Sample> huge = Collections.nCopies(3, new Sample(1000, Integer.MAX_VALUE, 0, true));
        ByteBuffer head = FragmentHead.of(1, List.of(new TrackRun(1, 0, huge)));
        int mdat = head.limit() - 16;
        assertThat(head.getInt(mdat)).isEqualTo(1);
        assertThat(head.getInt(mdat + 4)).isEqualTo(0x6d646174);
        assertThat(head.getLong(mdat + 8)).isEqualTo(16 + 3L * Integer.MAX_VALUE);
        // The samples begin where the head ends, whatever its length.
        assertThat(head.getInt(0)).isEqualTo(mdat);
        assertThat(IntStream.range(0, mdat).anyMatch(at -> at + 4 <= mdat && head.getInt(at) == head.limit()))
                .isTrue();
    }

    @Test
    void aSizeThatJustFitsStaysShort() {
        long most = 0xFFFFFFFFL - 8;
        int half = (int) (most / 2);
        var samples = List.of(new Sample(1, half, 0, true), new Sample(1, (int) (most - half), 0, true));
        ByteBuffer head = FragmentHead.of(1, List.of(new TrackRun(1, 0, samples)));
        assertThat(head.getInt(head.limit() - 8)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void aRunThatCannotBePointedToIsOurOwnFault() {
        var huge = new TrackRun(1, 0, Collections.nCopies(2, new Sample(1, Integer.MAX_VALUE, 0, true)));
        var next = new TrackRun(2, 0, List.of(new Sample(1, 1, 0, true)));
        assertThatThrownBy(() -> FragmentHead.of(1, List.of(huge, next))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void emptyAndDoubledRunsAreOurOwnFault() {
        TrackRun run = new TrackRun(1, 0, List.of(new Sample(1, 1, 0, true)));
        assertThatThrownBy(() -> FragmentHead.of(1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FragmentHead.of(1, List.of(run, run))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrackRun(1, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrackRun(1, -1, run.samples())).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertReadsAsWritten(long sequence, List<TrackRun> runs) {
        List<Fragment> read = Fragment.read(TWO_TRACKS, whole(sequence, runs.toArray(TrackRun[]::new)));
        assertThat(read).hasSize(1);
        assertThat(read.getFirst().sequence()).isEqualTo((int) sequence);
        assertThat(read.getFirst().runs()).hasSameSizeAs(runs);
        byte mark = 0;
        for (int i = 0; i < runs.size(); i++) {
            Fragment.Run came = read.getFirst().runs().get(i);
            TrackRun run = runs.get(i);
            assertThat(came.trackId()).isEqualTo(run.trackId());
            assertThat(came.baseDecodeTime()).isEqualTo(run.baseDecodeTime());
            assertThat(came.duration()).isEqualTo(run.duration());
            assertThat(came.samples().stream()
                            .map(sample -> new Sample(
                                    sample.duration(),
                                    sample.bytes().remaining(),
                                    sample.compositionOffset(),
                                    sample.sync())))
                    .isEqualTo(run.samples());
            for (Fragment.Sample sample : came.samples()) {
                mark++;
                while (sample.bytes().hasRemaining())
                    assertThat(sample.bytes().get()).isEqualTo(mark);
            }
        }
    }

    /// The head and its samples, the bytes of each being its number.
    private static ByteBuffer whole(long sequence, TrackRun... runs) {
        ByteBuffer head = FragmentHead.of(sequence, List.of(runs));
        int payload = (int) Stream.of(runs).mapToLong(TrackRun::payloadBytes).sum();
        ByteBuffer whole = ByteBuffer.allocate(head.remaining() + payload).put(head);
        byte mark = 0;
        for (TrackRun run : runs) {
            for (Sample sample : run.samples()) {
                mark++;
                for (int i = 0; i < sample.bytes(); i++) whole.put(mark);
            }
        }
        return whole.flip();
    }
}
