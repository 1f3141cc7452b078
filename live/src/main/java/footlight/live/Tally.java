package footlight.live;

/// Counts what a stream does. Written on the stream's loop only; read from any thread, each number
/// being right by itself and at most a frame old.
final class Tally {
    private volatile boolean published;
    private volatile Formats formats = Formats.NONE;
    private volatile long videoFrames;
    private volatile long videoBytes;
    private volatile long audioFrames;
    private volatile long audioBytes;
    private volatile long keyframes;
    private volatile long keyframeGapMs;
    private volatile int viewers;
    private volatile long startedMs;
    private volatile Repairs repairs = Repairs.NONE;
    private long newestKeyframeMs;

    void published(boolean on) {
        published = on;
        newestKeyframeMs = 0;
        if (!on) startedMs = 0;
        if (on) repairs = Repairs.NONE;
    }

    void repaired(Repairs soFar) {
        repairs = soFar;
    }

    void formats(Formats now) {
        formats = now;
    }

    // One writer, so that reading and writing apart loses nothing.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void count(Frame frame) {
        if (startedMs == 0) startedMs = frame.arrivedMs();
        if (!frame.video()) {
            audioFrames++;
            audioBytes += frame.bytes();
            return;
        }
        videoFrames++;
        videoBytes += frame.bytes();
        if (!frame.keyframe()) return;
        keyframes++;
        if (newestKeyframeMs != 0) keyframeGapMs = frame.arrivedMs() - newestKeyframeMs;
        newestKeyframeMs = frame.arrivedMs();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void viewerCame() {
        viewers++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void viewerLeft() {
        viewers--;
    }

    StreamFacts facts() {
        return new StreamFacts(
                published,
                formats,
                videoFrames,
                videoBytes,
                audioFrames,
                audioBytes,
                keyframes,
                keyframeGapMs,
                viewers,
                startedMs,
                repairs);
    }
}
