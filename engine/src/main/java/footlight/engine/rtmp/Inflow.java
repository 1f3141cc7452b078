package footlight.engine.rtmp;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;

/// Keeps a publisher from heaping frames up in front of a stream that lives on another loop: past a
/// bound its socket is not read until the stream has caught up. Lives on the connection's loop.
final class Inflow {
    private static final long MARK_EVERY_BYTES = 256 * 1024;
    private static final long AT_MOST_BYTES = 8 * 1024 * 1024;

    private final Channel channel;
    private final EventExecutor stream;
    private long underway;
    private long unmarked;

    Inflow(Channel channel, EventExecutor stream) {
        this.channel = channel;
        this.stream = stream;
    }

    /// Counts what is about to be handed over.
    void count(int bytes) {
        if (stream == channel.eventLoop()) return;
        underway += bytes;
        unmarked += bytes;
        if (unmarked >= MARK_EVERY_BYTES) mark();
        if (underway > AT_MOST_BYTES) channel.config().setAutoRead(false);
    }

    /// Sends a mark after the frames handed over so far; when it has come back, so have they.
    private void mark() {
        long marked = unmarked;
        unmarked = 0;
        stream.execute(() -> channel.eventLoop().execute(() -> {
            underway -= marked;
            if (underway <= AT_MOST_BYTES / 2) channel.config().setAutoRead(true);
        }));
    }
}
