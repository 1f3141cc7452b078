package footlight.engine;

import io.netty.util.concurrent.EventExecutor;

/// Counts the bytes that a publisher handed to a stream on another loop and that have not arrived there. A stream on
/// the publisher's own loop has them at once. Lives on the publisher's loop.
public final class Underway {
    private static final long MARK_EVERY_BYTES = 256 * 1024;
    private static final long AT_MOST_BYTES = 8 * 1024 * 1024;

    private final EventExecutor own;
    private final EventExecutor stream;
    private final Runnable caughtUp;
    private long underway;
    private long unmarked;

    /// @param own the publisher's loop
    /// @param stream the stream's
    /// @param caughtUp called on the publisher's loop, now and then, while no more than half of the bound is
    // underway
    public Underway(EventExecutor own, EventExecutor stream, Runnable caughtUp) {
        this.own = own;
        this.stream = stream;
        this.caughtUp = caughtUp;
    }

    /// Counts what is about to be handed over; true when that is more than may be underway.
    public boolean add(int bytes) {
        if (stream == own) return false;
        underway += bytes;
        unmarked += bytes;
        if (unmarked >= MARK_EVERY_BYTES) mark();
        return underway > AT_MOST_BYTES;
    }

    /// Whether so much more may be underway.
    public boolean hasRoomFor(int bytes) {
        return underway + bytes <= AT_MOST_BYTES;
    }

    /// Sends a mark after what was handed over so far; when it has come back, so have they.
    private void mark() {
        long marked = unmarked;
        unmarked = 0;
        stream.execute(() -> own.execute(() -> {
            underway -= marked;
            if (underway <= AT_MOST_BYTES / 2) caughtUp.run();
        }));
    }
}
