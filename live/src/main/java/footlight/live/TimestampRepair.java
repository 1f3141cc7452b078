package footlight.live;

/// Makes one publisher's times fit to be trusted: decode times of a track rise, presentation never
/// lies before them, the 32-bit wrap is counted on, and a jump (an encoder restarted its clock, a
/// file was looped) becomes the time that passed on the wall. Times in ms, beginning at
/// [#START_MS]. One for each publisher, on its loop.
///
/// Both tracks share one clock, so what moves one must move the other: a track that jumps takes
/// over the other's newest shift when it fits, and the two stay in step.
public final class TimestampRepair {
    /// Where the first frame is put: the other track may begin a little earlier.
    public static final long START_MS = 1000;

    /// Further ahead than the wall by this is a jump. Less is an encoder catching up.
    private static final long AHEAD_AT_MOST_MS = 5_000;

    /// Further back than this is a jump. Less is rounding or disorder, and is pressed together.
    private static final long BACK_AT_MOST_MS = 1_000;

    private static final int OFFSET_AT_MOST_MS = 10_000;

    /// The state of one track.
    private static final class Line {
        boolean begun;
        long raw;
        long shift;
        long out;
        long arrivedMs;
    }

    private final Line video = new Line();
    private final Line audio = new Line();
    private long newestShift;
    private boolean begun;
    private int offsetMs;
    private long repairs;

    /// The decode time of a frame that says `rawMs`, an unsigned 32-bit count, and `rawOffsetMs` for
    /// its presentation after that; it arrived at `arrivedMs` on the wall. [#offsetMs()] tells the
    /// offset that goes with it.
    public long decodeMs(TrackKind track, long rawMs, int rawOffsetMs, long arrivedMs) {
        Line line = track == TrackKind.VIDEO ? video : audio;
        Line other = track == TrackKind.VIDEO ? audio : video;
        long raw = unwrapped(line.begun ? line : other, rawMs);
        long at = line.begun ? continued(line, raw, arrivedMs) : begin(line, other, raw, arrivedMs);
        long rising = line.begun ? Math.max(at, line.out + 1) : Math.max(at, 0);
        long offset = Math.clamp(rawOffsetMs - (rising - at), 0, OFFSET_AT_MOST_MS);
        if (rising != at || offset != rawOffsetMs) repairs++;
        line.begun = true;
        line.raw = raw;
        line.out = rising;
        line.arrivedMs = arrivedMs;
        begun = true;
        offsetMs = (int) offset;
        return rising;
    }

    /// The composition offset of the frame last asked for.
    public int offsetMs() {
        return offsetMs;
    }

    /// Frames whose times were changed by more than the common shift.
    public long repairs() {
        return repairs;
    }

    /// The count that is nearest to the one before, taking `rawMs` as its low 32 bits.
    private long unwrapped(Line before, long rawMs) {
        return begun ? before.raw + (int) (rawMs - before.raw) : rawMs;
    }

    private long begin(Line line, Line other, long raw, long arrivedMs) {
        if (!begun) {
            newestShift = START_MS - raw;
        } else {
            long elapsed = Math.max(0, arrivedMs - other.arrivedMs);
            if (!fits(raw + newestShift - other.out, elapsed)) {
                newestShift = other.out + elapsed - raw;
                repairs++;
            }
        }
        line.shift = newestShift;
        return raw + newestShift;
    }

    private long continued(Line line, long raw, long arrivedMs) {
        long elapsed = Math.max(0, arrivedMs - line.arrivedMs);
        if (!fits(raw + line.shift - line.out, elapsed)) {
            repairs++;
            boolean otherKnows = fits(raw + newestShift - line.out, elapsed);
            line.shift = otherKnows ? newestShift : line.out + Math.max(1, elapsed) - raw;
            newestShift = line.shift;
        }
        return raw + line.shift;
    }

    private static boolean fits(long step, long elapsedMs) {
        return step <= elapsedMs + AHEAD_AT_MOST_MS && step >= -BACK_AT_MOST_MS;
    }
}
