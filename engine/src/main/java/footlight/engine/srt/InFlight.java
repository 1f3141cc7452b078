package footlight.engine.srt;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;

/// Counts what was handed over to a stream on another loop and has not arrived there. Nobody can be asked to send
/// slower over UDP: past the bound, frames are let go. Lives on the caller's loop.
final class InFlight {
    private static final long MARK_EVERY_BYTES = 256 * 1024;
    private static final long AT_MOST_BYTES = 8 * 1024 * 1024;

    private final EventLoop own;
    private final EventExecutor stream;
    private long underway;
    private long unmarked;

    InFlight(EventLoop own, EventExecutor stream) {
        this.own = own;
        this.stream = stream;
    }

    /// Whether `bytes` more may go; they are counted then.
    boolean takes(int bytes) {
        if (stream == own) return true;
        if (underway + bytes > AT_MOST_BYTES) return false;
        underway += bytes;
        unmarked += bytes;
        if (unmarked >= MARK_EVERY_BYTES) mark();
        return true;
    }

    /// Sends a mark after the frames handed over so far; when it has come back, so have they.
    private void mark() {
        long marked = unmarked;
        unmarked = 0;
        stream.execute(() -> own.execute(() -> underway -= marked));
    }
}
