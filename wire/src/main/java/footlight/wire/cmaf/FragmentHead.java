package footlight.wire.cmaf;

import java.nio.ByteBuffer;
import java.util.List;

/// What stands before the samples of a fragment: `moof` and the head of `mdat`. The samples' bytes follow untouched,
/// run after run, so that none is copied. Sources: ISO/IEC 14496-12, 8.8.4 to 8.8.12; ISO/IEC 23000-19, 7.3.2.3
/// (CMAF chunk).
public final class FragmentHead {
    private static final int MFHD_BYTES = 16;
    private static final int TFHD_BYTES = 16;
    private static final int TFDT_BYTES = 20;
    private static final int BOX = 8;
    private static final int LARGE_BOX = 16;

    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
    private static final int DEFAULT_DURATION = 0x08;
    private static final int DEFAULT_SIZE = 0x10;
    private static final int DEFAULT_FLAGS = 0x20;

    private static final int DATA_OFFSET = 0x001;
    private static final int FLAGS_OF_FIRST = 0x004;
    private static final int DURATION = 0x100;
    private static final int SIZE = 0x200;
    private static final int FLAGS = 0x400;
    private static final int OFFSET = 0x800;

    /// Depends on no other sample.
    private static final int SYNC_SAMPLE = 0x02000000;
    /// Depends on others, and is no place to start.
    private static final int PLAIN_SAMPLE = 0x01010000;

    private FragmentHead() {}

    /// The head's bytes, on the heap. `sequence` counts the fragments of a presentation up from any number; a track has
    /// one run at most.
    ///
    /// @throws ArithmeticException when a run begins more than 2 GiB behind the head: its place cannot be told
    public static ByteBuffer of(long sequence, List<TrackRun> runs) {
        if (runs.isEmpty()) throw new IllegalArgumentException("a fragment without runs");
        RunShape[] shapes = new RunShape[runs.size()];
        int moofBytes = BOX + MFHD_BYTES;
        long payloadBytes = 0;
        for (int i = 0; i < shapes.length; i++) {
            TrackRun run = runs.get(i);
            for (int j = 0; j < i; j++)
                if (runs.get(j).trackId() == run.trackId())
                    throw new IllegalArgumentException("two runs of track " + run.trackId() + " in a fragment");
            shapes[i] = RunShape.of(run.samples());
            moofBytes += trackBytes(shapes[i], run);
            payloadBytes += run.payloadBytes();
        }
        boolean large = payloadBytes + BOX > 0xFFFFFFFFL;
        int headBytes = moofBytes + (large ? LARGE_BOX : BOX);
        ByteBuffer out = ByteBuffer.allocate(headBytes);
        box(out, moofBytes, 'm', 'o', 'o', 'f');
        box(out, MFHD_BYTES, 'm', 'f', 'h', 'd');
        out.putInt(0).putInt((int) sequence);
        long dataAt = headBytes;
        for (int i = 0; i < shapes.length; i++) {
            track(out, runs.get(i), shapes[i], Math.toIntExact(dataAt));
            dataAt += runs.get(i).payloadBytes();
        }
        mediaData(out, payloadBytes, large);
        return out.flip();
    }

    private static int trackBytes(RunShape shape, TrackRun run) {
        return BOX
                + TFHD_BYTES
                + 4 * shape.defaults()
                + TFDT_BYTES
                + shape.runBytes(run.samples().size());
    }

    private static void track(ByteBuffer out, TrackRun run, RunShape shape, int dataAt) {
        box(out, trackBytes(shape, run), 't', 'r', 'a', 'f');
        header(out, run, shape);
        box(out, TFDT_BYTES, 't', 'f', 'd', 't');
        out.putInt(1 << 24).putLong(run.baseDecodeTime());
        samples(out, run.samples(), shape, dataAt);
    }

    private static void header(ByteBuffer out, TrackRun run, RunShape shape) {
        boolean flags = shape.sync() != RunShape.Sync.MIXED;
        box(out, TFHD_BYTES + 4 * shape.defaults(), 't', 'f', 'h', 'd');
        out.putInt(DEFAULT_BASE_IS_MOOF
                | (shape.sameDuration() ? DEFAULT_DURATION : 0)
                | (shape.sameBytes() ? DEFAULT_SIZE : 0)
                | (flags ? DEFAULT_FLAGS : 0));
        out.putInt(run.trackId());
        Sample first = run.samples().getFirst();
        if (shape.sameDuration()) out.putInt(first.duration());
        if (shape.sameBytes()) out.putInt(first.bytes());
        if (flags) out.putInt(shape.sync() == RunShape.Sync.ALL ? SYNC_SAMPLE : PLAIN_SAMPLE);
    }

    /// Version 1, whose composition offsets are signed.
    private static void samples(ByteBuffer out, List<Sample> samples, RunShape shape, int dataAt) {
        boolean firstOnly = shape.sync() == RunShape.Sync.FIRST;
        boolean flagsEach = shape.sync() == RunShape.Sync.MIXED;
        box(out, shape.runBytes(samples.size()), 't', 'r', 'u', 'n');
        out.putInt(1 << 24
                | DATA_OFFSET
                | (firstOnly ? FLAGS_OF_FIRST : 0)
                | (shape.sameDuration() ? 0 : DURATION)
                | (shape.sameBytes() ? 0 : SIZE)
                | (flagsEach ? FLAGS : 0)
                | (shape.offsets() ? OFFSET : 0));
        out.putInt(samples.size()).putInt(dataAt);
        if (firstOnly) out.putInt(SYNC_SAMPLE);
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (!shape.sameDuration()) out.putInt(sample.duration());
            if (!shape.sameBytes()) out.putInt(sample.bytes());
            if (flagsEach) out.putInt(sample.sync() ? SYNC_SAMPLE : PLAIN_SAMPLE);
            if (shape.offsets()) out.putInt(sample.compositionOffset());
        }
    }

    /// A size that does not fit into 32 bits follows the type, and 1 stands in its place.
    private static void mediaData(ByteBuffer out, long payloadBytes, boolean large) {
        box(out, large ? 1 : (int) (BOX + payloadBytes), 'm', 'd', 'a', 't');
        if (large) out.putLong(LARGE_BOX + payloadBytes);
    }

    private static void box(ByteBuffer out, int bytes, char a, char b, char c, char d) {
        out.putInt(bytes).putInt(a << 24 | b << 16 | c << 8 | d);
    }
}
