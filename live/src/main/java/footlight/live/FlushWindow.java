package footlight.live;

/// How long a stream gathers frames before it hands them on: the price of a write is paid per
/// batch and viewer, so a longer window costs delay and saves work.
public sealed interface FlushWindow {
    /// Every frame at once.
    record Immediate() implements FlushWindow {}

    /// One video frame, with the sound since the last one riding along.
    record OneFrame() implements FlushWindow {}

    /// At most one batch with pictures in this many milliseconds: a picture goes at once when the last
    /// that went is that long ago, and else waits until it is. Sound rides with the next picture, and
    /// goes alone when none comes within the window, or within the time of two pictures.
    record Millis(int millis) implements FlushWindow {
        public Millis {
            if (millis < 1) throw new IllegalArgumentException("a flush window of " + millis + " ms");
        }
    }

    /// Reads a setting: `0`, `frame`, or milliseconds up to 2000.
    ///
    /// @throws IllegalArgumentException when it is none of these
    static FlushWindow parse(String text) {
        if (text.equals("frame")) return new OneFrame();
        int millis;
        try {
            millis = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is neither 'frame' nor milliseconds", e);
        }
        if (millis < 0 || millis > 2000) throw new IllegalArgumentException(millis + " ms is not within 0 to 2000");
        return millis == 0 ? new Immediate() : new Millis(millis);
    }
}
