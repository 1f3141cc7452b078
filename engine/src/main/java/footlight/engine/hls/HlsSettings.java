package footlight.engine.hls;

/// How streams are cut. All times in microseconds.
///
/// @param targetSeconds the target duration of segments, which holds for as long as the stream
/// @param partUs the longest part
public record HlsSettings(int targetSeconds, long partUs) {
    public static final HlsSettings DEFAULT = new HlsSettings(4, 334_000);

    /// A segment without a keyframe in time may be this much longer than the target, so that a keyframe that is
    /// nearly due still gets in; rounded it is the target (RFC 8216bis, 4.4.3.1).
    private static final long GRACE_US = 400_000;

    /// The first segment of a stream ends at the first keyframe after this: players begin when there is one.
    private static final long FIRST_US = 900_000;

    /// Players stay at least three parts behind the newest (RFC 8216bis, 4.4.3.8); one more for the network.
    private static final int PARTS_HELD_BACK = 4;

    private static final int TARGETS_LISTED = 9;
    private static final int TARGETS_LISTED_IDLE = 3;

    public HlsSettings {
        if (targetSeconds < 1 || targetSeconds > 20)
            throw new IllegalArgumentException("segments of " + targetSeconds + " s, 1 to 20 are possible");
    }

    long targetUs() {
        return targetSeconds * 1_000_000L;
    }

    long longestSegmentUs() {
        return targetUs() + GRACE_US;
    }

    long firstSegmentUs() {
        return FIRST_US;
    }

    /// 85 % of the longest, and a millisecond for what is rounded. Source: RFC 8216bis, 4.4.4.9.
    long shortestPartUs() {
        return partUs * 85 / 100 + 1000;
    }

    /// Of a part that begins with a keyframe, where another keyframe follows it.
    long shortestKeyframePartUs() {
        return partUs / 2;
    }

    long partHoldBackUs() {
        return PARTS_HELD_BACK * partUs;
    }

    /// Older segments than this leave the list: fewer while nobody looks on, so that many streams fit into memory.
    long listedUs(boolean watched) {
        return (watched ? TARGETS_LISTED : TARGETS_LISTED_IDLE) * targetUs();
    }
}
