package footlight.live;

import org.jspecify.annotations.Nullable;

/// Which tracks a stream promises to those who come: a promised track is waited for by players, and
/// sound alone starts nothing while a picture is promised. Lives on the stream's loop.
///
/// Promised is what the publisher announced, and for a moment what the one before had. A track that
/// stays away while the other goes on is promised no more until it comes. Time is that of the frames, in
/// ms on the publisher's own clock: setting the clock of the machine changes nothing here.
final class Lineup {
    /// A publisher has announced its tracks this long after its first frame.
    private static final long ANNOUNCE_MS = 2000;

    /// A track that has not begun by then is not waited for.
    private static final long BEGIN_MS = 3000;

    /// A track that has been silent for this long is not waited for; pictures may come rarely.
    private static final long SILENT_MS = 10_000;

    private static final long NEVER = Long.MIN_VALUE;

    /// One track of this publisher.
    private static final class Part {
        @Nullable
        TrackFormat announced;

        long heardMs = NEVER;
        boolean away;
    }

    private Formats promised = Formats.NONE;
    private Part video = new Part();
    private Part audio = new Part();
    private long beganMs = NEVER;

    Formats promised() {
        return promised;
    }

    /// Another publisher's turn begins.
    void begin() {
        video = new Part();
        audio = new Part();
        beganMs = NEVER;
        promised = promised.settled(false);
    }

    /// The publisher announces a track. While the track stays away nothing more is promised.
    void announce(TrackFormat format) {
        Part part = part(format.kind());
        part.announced = format;
        if (!part.away) promised = promised.with(format);
    }

    /// A frame came, which may change what is promised from it on.
    void heard(Frame frame) {
        Part own = part(frame.track());
        int clockHz = own.announced == null ? 1000 : own.announced.clockHz();
        long nowMs = Math.floorDiv(frame.decodeTime() * 1000, clockHz);
        if (beganMs == NEVER) beganMs = nowMs;
        own.heardMs = nowMs;
        if (own.away && own.announced != null) promised = promised.with(own.announced);
        own.away = false;
        TrackKind otherKind = frame.video() ? TrackKind.AUDIO : TrackKind.VIDEO;
        Part other = part(otherKind);
        if (promised.of(otherKind) != null && overdue(other, nowMs)) {
            other.away = other.announced != null;
            promised = promised.without(otherKind);
        }
        if (!promised.settled() && nowMs - beganMs >= BEGIN_MS) promised = promised.settled(true);
    }

    private boolean overdue(Part part, long nowMs) {
        if (part.announced == null) return nowMs - beganMs >= ANNOUNCE_MS;
        if (part.heardMs == NEVER) return nowMs - beganMs >= BEGIN_MS;
        return nowMs - part.heardMs >= SILENT_MS;
    }

    private Part part(TrackKind track) {
        return track == TrackKind.VIDEO ? video : audio;
    }
}
