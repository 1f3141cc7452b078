package footlight.engine.hls;

/// Decides where a segment ends, by the media's own time. Lives on the stream's loop.
///
/// A segment ends at the last keyframe that still lets it be as long as the target; where none comes in time it ends
/// without one. The first of an era is short: players begin when there is one.
final class Cutter {
    private static final long NEVER = Long.MIN_VALUE;

    private final HlsSettings settings;
    private long startUs;
    private long keyframeUs = NEVER;
    private int opened;

    Cutter(HlsSettings settings) {
        this.settings = settings;
    }

    /// An era begins.
    void begin() {
        opened = 0;
        keyframeUs = NEVER;
    }

    /// A segment begins.
    void open(long us) {
        startUs = us;
        opened++;
    }

    /// A keyframe went into the segment.
    void keyframe(long us) {
        keyframeUs = us;
    }

    /// A segment that ended later could not be told of: its length, rounded, would be over the target.
    long latestEndUs() {
        return startUs + settings.longestSegmentUs();
    }

    /// Whether the segment ends before the picture of `us`, which lasts `frameUs`.
    boolean endsBeforePicture(long us, long frameUs, boolean keyframe) {
        long elapsedUs = us - startUs;
        if (!keyframe) return elapsedUs + frameUs > settings.longestSegmentUs();
        if (opened == 1 && elapsedUs >= settings.firstSegmentUs()) return true;
        long gapUs = keyframeUs == NEVER ? 0 : us - keyframeUs;
        return elapsedUs + gapUs > settings.longestSegmentUs();
    }

    /// Whether the segment ends before the sound of `us`, there being no picture: any frame can begin the next.
    boolean endsBeforeSound(long us, long frameUs) {
        long lengthUs = opened == 1 ? settings.firstSegmentUs() : settings.targetUs();
        return us - startUs + frameUs > lengthUs;
    }
}
