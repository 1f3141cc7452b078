package footlight.wire.ts;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Takes the first picture and the first sound that can be carried out of a transport stream's first program.
/// Bytes come in any cut; what is broken is left out and told. For one thread.
/// Source: ISO/IEC 13818-1, 2.4.
public final class TsDemuxer {
    /// Where the parts go, in the course of the call that brought their last byte.
    public interface Out {
        /// A whole PES packet's payload: one access unit of a picture, some frames of sound. Times count in
        /// 90 kHz and have been unwrapped; the bytes are good for the call only.
        void unit(TsTrack track, long pts, long dts, ByteBuffer payload);

        /// Some of the track's bytes are missing, before what comes next.
        void hole(TsTrack track);

        /// The same, for a PES packet was larger than is gathered.
        void tooLarge(TsTrack track);

        /// The program has this instead of a picture, or of sound, that could be taken.
        void foreign(TsTrack track);
    }

    private static final int PROGRAMS_PID = 0;
    private static final int NO_PID = -1;
    private static final long WRAP = 1L << 33;

    /// No time that a stream can come to; going back over its beginning, it counts below zero.
    private static final long NEVER = Long.MIN_VALUE;

    /// One elementary stream in the making.
    private record Line(TsTrack track, Continuity continuity, PesUnits units) {}

    private final Out out;
    private final int unitBytes;
    private final TsPackets packets = new TsPackets(this::packet);
    private final Sections programs = new Sections(this::programs);
    private final Map<Integer, Line> lines = new HashMap<>();
    private final Continuity mapContinuity = new Continuity();
    private Sections map = new Sections(this::map);
    private int mapPid = NO_PID;
    private List<TsTrack> known = List.of();
    private long newest = NEVER;

    /// @param unitBytes the largest PES packet that is gathered
    public TsDemuxer(int unitBytes, Out out) {
        this.unitBytes = unitBytes;
        this.out = out;
    }

    /// Takes all of `in`.
    public void feed(ByteBuffer in) {
        packets.feed(in);
    }

    /// Bytes are missing before what is fed next.
    public void interrupted() {
        packets.cut();
    }

    /// Whether the stream has told what is in it.
    public boolean recognised() {
        return !known.isEmpty();
    }

    private void packet(int pid, boolean start, int counter, boolean restart, ByteBuffer payload) {
        if (pid == PROGRAMS_PID) {
            programs.payload(start, payload);
        } else if (pid == mapPid) {
            if (mapContinuity.step(counter, restart) == Continuity.Step.AFTER_HOLE) map.drop();
            map.payload(start, payload);
        } else {
            Line line = lines.get(pid);
            if (line != null) elementary(line, start, counter, restart, payload);
        }
    }

    private void elementary(Line line, boolean start, int counter, boolean restart, ByteBuffer payload) {
        switch (line.continuity.step(counter, restart)) {
            case NEXT -> {}
            case REPEATED -> {
                return;
            }
            case AFTER_HOLE -> {
                line.units.drop();
                out.hole(line.track);
            }
        }
        switch (line.units.payload(start, payload)) {
            case WELL -> {}
            case BROKEN -> out.hole(line.track);
            case TOO_LARGE -> out.tooLarge(line.track);
        }
    }

    private void programs(ByteBuffer section) {
        int pid = ProgramTables.programMap(section).orElse(NO_PID);
        if (pid == mapPid || pid == NO_PID) return;
        mapPid = pid;
        map = new Sections(this::map);
    }

    private void map(ByteBuffer section) {
        if (!ProgramTables.isProgramMap(section)) return;
        List<TsTrack> tracks = ProgramTables.tracks(section);
        if (tracks.equals(known)) return;
        known = tracks;
        Map<Integer, Line> before = new HashMap<>(lines);
        lines.clear();
        choose(tracks, TsTrack::picture, TsTrack.Codec.OTHER_PICTURE, before);
        choose(tracks, TsTrack::sound, TsTrack.Codec.OTHER_SOUND, before);
    }

    private void choose(
            List<TsTrack> tracks, Predicate<TsTrack> usable, TsTrack.Codec other, Map<Integer, Line> before) {
        Optional<TsTrack> first = tracks.stream().filter(usable).findFirst();
        if (first.isEmpty()) {
            tracks.stream().filter(track -> track.codec() == other).findFirst().ifPresent(out::foreign);
            return;
        }
        TsTrack track = first.get();
        Line line = before.get(track.pid());
        lines.put(track.pid(), line != null && line.track.equals(track) ? line : begun(track));
    }

    private Line begun(TsTrack track) {
        return new Line(
                track,
                new Continuity(),
                new PesUnits(unitBytes, (pts, dts, payload) -> unit(track, pts, dts, payload)));
    }

    private void unit(TsTrack track, long pts, long dts, ByteBuffer payload) {
        if (pts == PesUnits.NO_TIME) {
            out.hole(track);
            return;
        }
        long decode = unwrapped(dts);
        newest = decode;
        // Within its own wrap, presentation is near to decoding.
        long offset = (pts - dts + WRAP + WRAP / 2) % WRAP - WRAP / 2;
        out.unit(track, decode + offset, decode, payload);
    }

    /// The count that is nearest to the newest, taking `time` as its low 33 bits.
    private long unwrapped(long time) {
        if (newest == NEVER) return time;
        long step = (time - newest) & (WRAP - 1);
        return newest + (step >= WRAP / 2 ? step - WRAP : step);
    }
}
