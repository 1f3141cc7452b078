package footlight.wire.cmaf;

import java.util.List;

/// What the samples of a run have in common: it is said once in the fragment's track header (`tfhd`) and left out at
/// each sample (`trun`). Source: ISO/IEC 14496-12, 8.8.7 and 8.8.8.
record RunShape(boolean sameDuration, boolean sameBytes, boolean offsets, Sync sync) {
    /// Which samples decoding can start at.
    enum Sync {
        ALL,
        NONE,
        /// The usual picture fragment: a keyframe, and pictures that lean on it.
        FIRST,
        MIXED
    }

    private static final int SAMPLE_COUNT_AND_OFFSET = 8;

    static RunShape of(List<Sample> samples) {
        Sample first = samples.getFirst();
        boolean sameDuration = true;
        boolean sameBytes = true;
        boolean offsets = first.compositionOffset() != 0;
        boolean furtherSync = false;
        boolean furtherPlain = false;
        for (int i = 1; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            sameDuration &= sample.duration() == first.duration();
            sameBytes &= sample.bytes() == first.bytes();
            offsets |= sample.compositionOffset() != 0;
            furtherSync |= sample.sync();
            furtherPlain |= !sample.sync();
        }
        Sync sync = first.sync()
                ? furtherSync && furtherPlain ? Sync.MIXED : furtherPlain ? Sync.FIRST : Sync.ALL
                : furtherSync ? Sync.MIXED : Sync.NONE;
        return new RunShape(sameDuration, sameBytes, offsets, sync);
    }

    /// Fields of the track header that hold for all samples; the flags' default stands unless they are mixed.
    int defaults() {
        return (sameDuration ? 1 : 0) + (sameBytes ? 1 : 0) + (sync == Sync.MIXED ? 0 : 1);
    }

    int fieldsOfSample() {
        return (sameDuration ? 0 : 1) + (sameBytes ? 0 : 1) + (sync == Sync.MIXED ? 1 : 0) + (offsets ? 1 : 0);
    }

    int runBytes(int samples) {
        int flagsOfFirst = sync == Sync.FIRST ? 4 : 0;
        return 12 + SAMPLE_COUNT_AND_OFFSET + flagsOfFirst + 4 * fieldsOfSample() * samples;
    }
}
