package footlight.live;

/// What a stream was doing at one moment, for people to read: totals since the stream was made,
/// from which rates follow. `keyframeGapMs` is the time between the newest two keyframes, 0 until
/// there were two. `repairs` is what this publisher's times needed, about a second old.
public record StreamFacts(
        boolean published,
        Formats formats,
        long videoFrames,
        long videoBytes,
        long audioFrames,
        long audioBytes,
        long keyframes,
        long keyframeGapMs,
        int viewers,
        long startedMs,
        Repairs repairs) {}
