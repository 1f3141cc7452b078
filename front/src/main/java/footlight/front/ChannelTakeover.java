package footlight.front;

import footlight.front.guard.Http1Guard;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ShutdownEvent;
import io.vertx.core.net.impl.VertxConnection;
import io.vertx.core.net.impl.VertxHandler;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Takes the raw Netty channel of an HTTP/1.1 request away from the HTTP server, for those who write bytes themselves.
/// With `Front` the only place that knows Vert.x's insides.
public final class ChannelTakeover {
    /// Everything between TLS and the Vert.x handler.
    private static final List<String> HTTP_HANDLERS =
            List.of("idle", "chunkedWriter", "webSocketExtensionHandler", "httpEncoder", "httpDecoder");

    private ChannelTakeover() {}

    /// Takes the channel. Write `ByteBuf`s to it (TLS, if any, is still in the pipeline), the response head first,
    /// and add handlers at the pipeline's end before returning to the event loop: bytes the client sent after its
    /// head reach them right after. Neither the request nor its response may be used afterwards, and their close
    /// handlers are not called: listen to `channel.closeFuture()`. There is no idle limit any more. When the ports
    /// close, the pipeline sees `FrontClosing` and then the channel closes.
    ///
    /// On the request's event loop, in the request's own handler (not after waiting for something: a client that
    /// has sent another request meanwhile is cut off).
    ///
    /// @throws IllegalStateException when the request cannot be taken: HTTP/2, HTTP/1.0, a body, an answer begun
    public static Channel take(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_1)
            throw new IllegalStateException("only HTTP/1.1 connections can be taken over");
        if (request.headers().contains("content-length") || request.headers().contains("transfer-encoding"))
            throw new IllegalStateException("a request with a body cannot be taken over");
        if (request.response().headWritten()) throw new IllegalStateException("the answer has begun");
        VertxConnection connection = (VertxConnection) request.connection();
        Channel channel = connection.channel();
        if (!channel.eventLoop().inEventLoop()) throw new IllegalStateException("not on the request's event loop");

        channel.config().setAutoRead(false);
        ChannelPipeline pipeline = channel.pipeline();
        EarlyBytes early = new EarlyBytes();
        // First a place for what the others let go of, from the tail on.
        pipeline.replace(VertxHandler.class, "footlight-taken", early);
        boolean lost = Http1Guard.remove(pipeline);
        for (String name : HTTP_HANDLERS) {
            if (pipeline.get(name) != null) pipeline.remove(name);
        }
        if (lost) channel.close();
        else channel.eventLoop().execute(early::pass);
        return channel;
    }

    /// True when `take` would not throw.
    public static boolean possible(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1
                && !request.headers().contains("content-length")
                && !request.headers().contains("transfer-encoding")
                && !request.response().headWritten();
    }

    /// Keeps what arrives until the new owner's handlers stand, and afterwards only watches for the end of the ports.
    private static final class EarlyBytes extends ChannelInboundHandlerAdapter {
        private Queue<Object> kept = new ArrayDeque<>();
        private boolean passing;
        private @Nullable ChannelHandlerContext ctx;

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            this.ctx = ctx;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpObject) ReferenceCountUtil.release(message);
            else if (passing) ctx.fireChannelRead(message);
            else kept.add(message);
        }

        void pass() {
            ChannelHandlerContext here = ctx;
            if (here == null || here.isRemoved()) {
                drop();
                return;
            }
            passing = true;
            boolean any = !kept.isEmpty();
            for (Object message = kept.poll(); message != null; message = kept.poll()) here.fireChannelRead(message);
            if (any) here.fireChannelReadComplete();
            kept = new ArrayDeque<>(0);
            here.channel().config().setAutoRead(true);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            drop();
            ctx.fireChannelInactive();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            drop();
        }

        private void drop() {
            kept.forEach(ReferenceCountUtil::release);
            kept.clear();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (!(event instanceof ShutdownEvent)) {
                ctx.fireUserEventTriggered(event);
                return;
            }
            ctx.fireUserEventTriggered(FrontClosing.NOW);
            // After what was just written; a client that does not read is cut off by the end of the grace.
            ctx.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
