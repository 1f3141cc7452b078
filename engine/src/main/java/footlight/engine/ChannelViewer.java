package footlight.engine;

import footlight.live.Backlog;
import footlight.live.Batch;
import footlight.live.LiveStream;
import footlight.live.Packing;
import footlight.live.Viewer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A viewer at the end of a TCP connection: batches go straight to the socket while it takes them,
/// and into a bounded [Backlog] while it does not. Lives on the channel's loop.
///
/// It is the last handler of its channel, and what it writes goes through the handlers before it
/// (TLS). A viewer whose backlog does not move for [#STUCK] is disconnected.
public class ChannelViewer extends ChannelInboundHandlerAdapter implements Viewer {
    /// The bytes are shared with the other viewers, so a long backlog costs little beyond the oldest
    /// batch that anybody still waits for.
    private static final long BACKLOG_BYTES = 16 << 20;

    private static final long BACKLOG_MS = 10_000;
    private static final long STUCK = TimeUnit.SECONDS.toNanos(10);

    /// For a goodbye to be read; after that the door is shut.
    private static final long FAREWELL_MS = 1000;

    private final Channel channel;
    private final Runnable onGone;
    private final Backlog backlog = new Backlog(BACKLOG_BYTES, BACKLOG_MS);
    private boolean begun;
    private boolean over;
    private boolean gone;
    private long blockedSince;

    /// `onGone` runs once, on the loop, when the connection is no more.
    public ChannelViewer(Channel channel, Runnable onGone) {
        this.channel = channel;
        this.onGone = onGone;
    }

    /// Makes it the last handler of its channel and a viewer of the stream, for as long as the
    /// connection lasts. On the channel's loop.
    public final void watch(LiveStream stream, Packing packing) {
        install();
        stream.join(packing, this);
        // After joining, so that a connection that is closed already leaves after it came.
        channel.closeFuture().addListener(closed -> {
            stream.leave(packing, this);
            leave();
        });
    }

    /// Adds the handlers of this kind of viewer to the channel.
    protected void install() {
        channel.pipeline().addLast(this);
    }

    protected final Channel channel() {
        return channel;
    }

    @Override
    public EventExecutor loop() {
        return channel.eventLoop();
    }

    @Override
    public void take(Batch batch) {
        if (gone || over) return;
        if (backlog.lostFormats() && begun) {
            // It could decode nothing of what follows; on a new connection it can.
            channel.close();
            return;
        }
        boolean fresh = !begun && backlog.isEmpty();
        if (fresh && !batch.startsRun()) return;
        if (!backlog.isEmpty() || !channel.isWritable()) {
            hold(batch);
            return;
        }
        if (!backlog.welcomes(batch)) return;
        write(batch);
        channel.flush();
    }

    @Override
    public void ended() {
        if (gone || over) return;
        over = true;
        backlog.clear();
        farewell(channel);
        // Somebody who does not read never gets to the goodbye.
        Future<?> shut = channel.eventLoop().schedule(() -> channel.close(), FAREWELL_MS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> shut.cancel(false));
    }

    /// Says goodbye in the protocol's way and closes.
    protected void farewell(Channel channel) {
        channel.close();
    }

    private void hold(Batch batch) {
        long now = System.nanoTime();
        if (blockedSince == 0) blockedSince = now;
        if (now - blockedSince > STUCK) {
            channel.close();
            return;
        }
        if (backlog.welcomes(batch)) backlog.add(batch, TimeUnit.NANOSECONDS.toMillis(now));
    }

    private void write(Batch batch) {
        if (!begun) {
            begun = true;
            channel.write(share(batch.head()), channel.voidPromise());
        }
        channel.write(share(batch.bytes()), channel.voidPromise());
    }

    private static ByteBuf share(ByteBuf bytes) {
        return bytes.retainedDuplicate();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!channel.isWritable()) return;
        blockedSince = 0;
        boolean wrote = false;
        while (channel.isWritable()) {
            Batch batch = backlog.poll();
            if (batch == null) break;
            write(batch);
            batch.release();
            wrote = true;
        }
        if (wrote) channel.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset or a broken pipe: the viewer is gone, which is nobody's fault.
        ctx.close();
    }

    private void leave() {
        if (gone) return;
        gone = true;
        backlog.clear();
        onGone.run();
    }
}
