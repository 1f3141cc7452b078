package footlight.engine.flv;

import footlight.engine.ChannelViewer;
import footlight.live.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;

/// A viewer by HTTP-FLV on a connection of its own. It has nothing more to say; a client that keeps
/// talking is thrown out.
final class HttpViewer extends ChannelViewer {
    private static final int PATIENCE = 16;
    private int unasked;

    HttpViewer(Channel channel, Traffic traffic, Runnable onGone) {
        super(channel, traffic, onGone);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        if (++unasked > PATIENCE) ctx.close();
    }
}
