package footlight.engine.flv;

import footlight.engine.ChannelViewer;
import footlight.front.WebSocketFrames;
import footlight.live.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/// A viewer by WebSocket-FLV. Media leaves as ready-made messages, so only the way in has a
/// decoder: it answers pings and closes, and has no use for anything else.
final class WebSocketViewer extends ChannelViewer {
    /// A player has nothing to say; a ping or a close is shorter.
    static final int MAX_FRAME_BYTES = 1024;

    /// RFC 6455, 7.4.1: 1000, the stream is over.
    private static final int NORMAL = 1000;

    WebSocketViewer(Channel channel, Traffic traffic, Runnable onGone) {
        super(channel, traffic, onGone);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            switch (message) {
                case PingWebSocketFrame ping -> answer(ctx, ping);
                case CloseWebSocketFrame ignored -> goodbye(ctx.channel());
                default -> {}
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    protected void farewell(Channel channel) {
        goodbye(channel);
    }

    private static void answer(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
        // Somebody who asks without reading the answers gets none.
        if (ctx.channel().isWritable()) ctx.writeAndFlush(WebSocketFrames.pong(ctx.alloc(), ping.content()));
    }

    private static void goodbye(Channel channel) {
        channel.writeAndFlush(WebSocketFrames.close(channel.alloc(), NORMAL, ""))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
