package footlight.engine;

import footlight.live.Batch;
import footlight.live.LiveStream;
import footlight.live.Packing;
import footlight.live.Traffic;
import footlight.live.Viewer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A viewer at the end of a TCP connection, served by a [Delivery]. Lives on the channel's loop.
///
/// It is the last handler of its channel, and what it writes goes through the handlers before it
/// (TLS).
public class ChannelViewer extends ChannelInboundHandlerAdapter implements Viewer, Delivery.Way {
    private static final Logger log = LoggerFactory.getLogger(ChannelViewer.class);

    /// For a goodbye to be read; after that the door is shut.
    private static final long FAREWELL_MS = 1000;

    private final Channel channel;
    private final Runnable onGone;
    private final Delivery delivery;
    private boolean over;
    private boolean gone;

    /// `onGone` runs once, on the loop, when the connection is no more.
    public ChannelViewer(Channel channel, Traffic traffic, Runnable onGone) {
        this.channel = channel;
        this.delivery = new Delivery(this, traffic);
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
        delivery.take(batch);
    }

    @Override
    public void ended() {
        if (gone || over) return;
        over = true;
        delivery.end();
        farewell(channel);
        // Somebody who does not read never gets to the goodbye.
        Future<?> shut = channel.eventLoop().schedule(() -> channel.close(), FAREWELL_MS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> shut.cancel(false));
    }

    /// Says goodbye in the protocol's way and closes.
    protected void farewell(Channel channel) {
        channel.close();
    }

    @Override
    public boolean free() {
        return channel.isWritable();
    }

    @Override
    public void write(ByteBuf shared) {
        channel.write(shared.retainedDuplicate(), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void cut() {
        channel.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        delivery.drain();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ChannelFault.tell(log, channel, cause);
        ctx.close();
    }

    private void leave() {
        if (gone) return;
        gone = true;
        delivery.end();
        onGone.run();
    }
}
