package footlight.live;

/// Makes one publisher's times fit to be trusted: decode times of a track rise, presentation never
/// lies before them, the wrap of 32 or 31 bits is counted on, a jump (an encoder restarted its clock, a
/// file was looped) becomes the time that passed on the wall, and counts in another unit become
/// milliseconds. Times in ms, beginning at [#START_MS]. One for each publisher, on its loop.
///
/// Both tracks share one clock, so what moves one must move the other: a track that jumps takes
/// over the other's newest shift when it fits, and the two stay in step.
public final class TimestampRepair {
    /// Where the first frame is put: the other track may begin a little earlier.
    public static final long START_MS = 1000;

    /// Further back than this is a jump. Less is rounding or disorder, and is pressed together.
    private static final long BACK_AT_MOST_MS = 1_000;

    private static final int OFFSET_AT_MOST_MS = 10_000;

    private final TrackClock video = new TrackClock();
    private final TrackClock audio = new TrackClock();
    private final Pace pace = new Pace();
    private long newestShiftMs;
    private int offsetMs;
    private long jumpsForward;
    private long jumpsBack;
    private long notRising;
    private long presentations;

    /// The decode time of a frame that says `raw`, an unsigned 32-bit count, and `rawOffsetMs` for
    /// its presentation after that; it arrived at `nowMs` of a clock that nobody sets. [#offsetMs()] tells the
    /// offset that goes with it.
    public long decodeMs(TrackKind track, long raw, int rawOffsetMs, long nowMs) {
        TrackClock line = track == TrackKind.VIDEO ? video : audio;
        TrackClock other = track == TrackKind.VIDEO ? audio : video;
        long at;
        long rising;
        if (line.begun) {
            at = continued(line, raw, nowMs);
            rising = Math.max(at, line.outMs + 1);
        } else {
            at = other.begun ? joined(line, other, raw, nowMs) : begun(line, raw, nowMs);
            rising = Math.max(at, 0);
        }
        if (rising != at) notRising++;
        long offset = Math.clamp(rawOffsetMs - (rising - at), 0, OFFSET_AT_MOST_MS);
        if (rawOffsetMs < 0 || rawOffsetMs > OFFSET_AT_MOST_MS) presentations++;
        offsetMs = (int) offset;
        pace.follow(rising, Math.max(0, nowMs - line.arrivedMs), nowMs);
        line.begun = true;
        line.outMs = rising;
        line.arrivedMs = nowMs;
        return rising;
    }

    /// The composition offset of the frame last asked for.
    public int offsetMs() {
        return offsetMs;
    }

    /// What had to be done so far.
    public Repairs repairs() {
        return new Repairs(
                jumpsForward, jumpsBack, notRising, presentations, video.wraps + audio.wraps, video.unit, audio.unit);
    }

    private long begun(TrackClock line, long raw, long nowMs) {
        line.begins(raw);
        newestShiftMs = START_MS - raw;
        line.shiftMs = newestShiftMs;
        line.arrivedMs = nowMs;
        pace.begin(START_MS, nowMs);
        return START_MS;
    }

    private long joined(TrackClock line, TrackClock other, long raw, long nowMs) {
        line.joins(other);
        line.arrivedMs = nowMs;
        long elapsedMs = Math.max(0, nowMs - other.arrivedMs);
        long moved = line.moved(raw);
        if (!near(other, moved, elapsedMs, nowMs) && near(other, TrackClock.movedIn31Bits(moved), elapsedMs, nowMs))
            moved = TrackClock.movedIn31Bits(moved);
        line.moves(raw, moved);
        if (!fits(other, line.ms() + newestShiftMs, elapsedMs, nowMs)) {
            // Of another unit, or another origin.
            line.unit = ClockUnit.MILLISECONDS;
            newestShiftMs = other.outMs + elapsedMs - line.ms();
            jumped(moved);
        }
        line.shiftMs = newestShiftMs;
        return line.ms() + newestShiftMs;
    }

    private boolean near(TrackClock other, long moved, long elapsedMs, long nowMs) {
        return fits(other, other.unit.toMs(other.count + moved) + newestShiftMs, elapsedMs, nowMs);
    }

    private long continued(TrackClock line, long raw, long nowMs) {
        long elapsedMs = Math.max(0, nowMs - line.arrivedMs);
        long moved = line.moved(raw);
        long in31Bits = TrackClock.movedIn31Bits(moved);
        if (in31Bits != moved
                && !fits(line, line.unit.toMs(line.count + moved) + line.shiftMs, elapsedMs, nowMs)
                && fits(line, line.unit.toMs(line.count + in31Bits) + line.shiftMs, elapsedMs, nowMs)) moved = in31Bits;
        line.moves(raw, moved);
        boolean fits = line.unit != ClockUnit.NONE && fits(line, line.ms() + line.shiftMs, elapsedMs, nowMs);
        ClockUnit otherUnit = line.otherUnit(moved, elapsedMs, !fits && moved > 0);
        if (otherUnit != null) line.unit = otherUnit;
        if (line.unit == ClockUnit.NONE) return pace.at(nowMs);
        if (otherUnit == null && fits) return line.ms() + line.shiftMs;
        if (otherUnit == null) jumped(moved);
        long wallMs = line.outMs + Math.max(1, elapsedMs);
        boolean otherKnows = fits(line, line.ms() + newestShiftMs, elapsedMs, nowMs);
        if (!otherKnows) newestShiftMs = wallMs - line.ms();
        line.shiftMs = newestShiftMs;
        return line.ms() + newestShiftMs;
    }

    private void jumped(long moved) {
        if (moved > 0) jumpsForward++;
        else jumpsBack++;
    }

    /// Whether a frame at `atMs` may come after the one that `before` had last.
    private boolean fits(TrackClock before, long atMs, long elapsedMs, long nowMs) {
        long stepMs = atMs - before.outMs;
        return stepMs >= -BACK_AT_MOST_MS && pace.allows(atMs, stepMs, elapsedMs, nowMs);
    }
}
