package footlight.engine.flv;

import footlight.engine.ChannelViewer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/// A viewer by WebSocket-FLV. Media leaves as ready-made messages, so only the way in has a
/// decoder: it answers pings and closes, and has no use for anything else.
final class WebSocketViewer extends ChannelViewer {
    private static final int MAX_MESSAGE_BYTES = 1024;
    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;

    /// RFC 6455, 7.4.1: 1000, the stream is over.
    private static final int NORMAL = 1000;

    WebSocketViewer(Channel channel, Runnable onGone) {
        super(channel, onGone);
    }

    @Override
    protected void install() {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MAX_MESSAGE_BYTES)
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build();
        channel().pipeline().addLast(new WebSocket13FrameDecoder(config));
        super.install();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            switch (message) {
                case PingWebSocketFrame ping -> answer(ctx, PONG, ping);
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

    private static void answer(ChannelHandlerContext ctx, int type, WebSocketFrame frame) {
        // Somebody who asks without reading the answers gets none.
        if (!ctx.channel().isWritable()) return;
        ByteBuf payload = frame.content();
        ByteBuf out = ctx.alloc().directBuffer(2 + payload.readableBytes());
        out.writeByte(type).writeByte(payload.readableBytes()).writeBytes(payload);
        ctx.writeAndFlush(out);
    }

    private static void goodbye(Channel channel) {
        ByteBuf out = channel.alloc().directBuffer(4);
        out.writeByte(CLOSE).writeByte(2).writeShort(NORMAL);
        channel.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
    }
}
