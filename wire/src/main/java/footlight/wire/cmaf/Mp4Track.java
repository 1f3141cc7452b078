package footlight.wire.cmaf;

/// One track of a presentation. `id` is 1 or more and unique in it; `timescale` is ticks a second of its times.
public record Mp4Track(int id, int timescale, SampleEntry entry) {
    public Mp4Track {
        if (id < 1) throw new IllegalArgumentException("MP4 track id " + id + ", at least 1");
        if (timescale < 1) throw new IllegalArgumentException("MP4 timescale " + timescale + ", at least 1");
    }
}
