package footlight.wire.cmaf;

import java.util.List;

/// Samples of one track that follow each other in time and in the bytes of a fragment. `baseDecodeTime` is the decode
/// time of the first, in ticks since the presentation began.
public record TrackRun(int trackId, long baseDecodeTime, List<Sample> samples) {
    public TrackRun {
        if (samples.isEmpty()) throw new IllegalArgumentException("a run of track " + trackId + " without samples");
        if (baseDecodeTime < 0)
            throw new IllegalArgumentException("a run of track " + trackId + " at " + baseDecodeTime + ", before 0");
        samples = List.copyOf(samples);
    }

    long payloadBytes() {
        long bytes = 0;
        for (int i = 0; i < samples.size(); i++) bytes += samples.get(i).bytes();
        return bytes;
    }

    /// Ticks from the first decode time to the end of the last sample.
    public long duration() {
        long ticks = 0;
        for (int i = 0; i < samples.size(); i++) ticks += samples.get(i).duration();
        return ticks;
    }
}
