package footlight.live;

/// Puts the times of one publisher after another on one line, and cuts it into runs. Lives on the
/// stream's loop.
final class Timeline {
    /// Sound alone is cut into runs of this length, so that a joiner never starts far back.
    private static final long SOUND_RUN_MS = 1000;

    private long newestMs = Long.MIN_VALUE;
    private long newestArrivedMs;
    private long soundRunStartedMs = Long.MIN_VALUE;

    /// Another publisher's turn begins.
    void begin() {
        soundRunStartedMs = Long.MIN_VALUE;
    }

    /// Moves the frame so that a publisher who returns goes on where the one before stopped, the
    /// gap between them being what it was on the wall.
    Frame placed(Publication from, Frame frame, Formats formats) {
        long atMs = formats.millis(frame.track(), frame.decodeTime());
        if (!from.placed()) {
            long shift =
                    newestMs == Long.MIN_VALUE ? 0 : newestMs + Math.max(1, frame.arrivedMs() - newestArrivedMs) - atMs;
            from.placeAt(shift);
        }
        newestMs = Math.max(newestMs, atMs + from.shiftMs());
        newestArrivedMs = frame.arrivedMs();
        return frame.shiftedBy(formats.ticks(frame.track(), from.shiftMs()));
    }

    /// Whether decoding can begin with this frame.
    boolean startsRun(Frame frame, Formats formats) {
        if (frame.video()) return frame.keyframe();
        if (formats.video() != null) return false;
        if (soundRunStartedMs != Long.MIN_VALUE && frame.arrivedMs() - soundRunStartedMs < SOUND_RUN_MS) return false;
        soundRunStartedMs = frame.arrivedMs();
        return true;
    }
}
