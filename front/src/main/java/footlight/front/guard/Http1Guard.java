package footlight.front.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps one HTTP/1 connection honest: a head arrives within its time, a body at its least rate and within its size,
/// heads that two servers could read differently are refused, and pipelined requests wait here until it is their turn.
/// Sits between the codec and the server. Lives on the connection's event loop.
public final class Http1Guard extends ChannelDuplexHandler {
    private static final String NAME = "footlight-guard";
    private static final String BYTES_NAME = "footlight-first-byte";
    private static final int MOST_HELD = 4_096;
    private static final String TIMED_OUT_BODY =
            "{\"type\":\"urn:footlight:problem:too-slow\",\"title\":\"The request took too long to arrive\","
                    + "\"status\":408,\"code\":\"too-slow\"}";
    private static final String TIMED_OUT = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n"
            + "Content-Type: application/problem+json\r\nContent-Length: " + TIMED_OUT_BODY.length() + "\r\n\r\n"
            + TIMED_OUT_BODY;

    private final Limits.Requests limits;
    /// What came after a request whose answer is not finished.
    private final Deque<Object> held = new ArrayDeque<>();

    private @Nullable Future<?> headTimer;
    private @Nullable Future<?> bodyTimer;
    private boolean headBegun;
    private boolean readingBody;
    private boolean answering;
    private boolean answerBegun;
    private boolean discarding;
    private long bodyBytes;
    private long bodyBytesAtCheck;

    private Http1Guard(Limits.Requests limits) {
        this.limits = limits;
    }

    /// Puts the guard into a pipeline that has just been set up for HTTP/1, around `decoder` and after `encoder`.
    public static void install(ChannelPipeline pipeline, String decoder, String encoder, Limits.Requests limits) {
        Http1Guard guard = new Http1Guard(limits);
        pipeline.addAfter(encoder, NAME, guard);
        pipeline.addBefore(decoder, BYTES_NAME, guard.new FirstByte());
    }

    /// Takes the guard out, with its timers and whatever it held. True when a pipelined request was lost by that.
    public static boolean remove(ChannelPipeline pipeline) {
        Http1Guard guard = pipeline.get(Http1Guard.class);
        if (guard == null) return false;
        boolean lost = !guard.held.isEmpty();
        pipeline.remove(BYTES_NAME);
        pipeline.remove(guard);
        return lost;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // A connection that never asks anything is given as long as one that asks slowly.
        awaitHead(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        letGo();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        letGo();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (discarding) {
            ReferenceCountUtil.release(message);
        } else if (!held.isEmpty() || (message instanceof HttpRequest && answering)) {
            hold(ctx, message);
        } else {
            pass(ctx, message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (readingBody && bodyTimer == null) {
            bodyBytesAtCheck = bodyBytes;
            bodyTimer = ctx.executor()
                    .schedule(() -> checkBody(ctx), limits.bodyCheck().toNanos(), TimeUnit.NANOSECONDS);
        }
        ctx.fireChannelReadComplete();
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) begin(request);
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
            if (message instanceof LastHttpContent) {
                readingBody = false;
                bodyTimer = cancelled(bodyTimer);
            } else if (bodyBytes > limits.bodyBytes()) {
                content.release();
                ctx.close();
                return;
            }
        }
        ctx.fireChannelRead(message);
    }

    private void begin(HttpRequest request) {
        headTimer = cancelled(headTimer);
        answering = true;
        answerBegun = false;
        bodyBytes = 0;
        readingBody = request.decoderResult().isSuccess();
        HeadRules.broken(request).filter(_ -> readingBody).ifPresent(why -> {
            request.setDecoderResult(DecoderResult.failure(new BadHead(why)));
            readingBody = false;
            discarding = true;
        });
        // The answer is written in the version of the request, and that may be one nobody speaks.
        if (!request.decoderResult().isSuccess()) request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    private void hold(ChannelHandlerContext ctx, Object message) {
        held.add(message);
        ctx.channel().config().setAutoRead(false);
        if (held.size() > MOST_HELD) ctx.close();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        // "100 Continue" and "103 Early Hints" are whole messages, but no answers.
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && response.status().code() != 101;
        if (message instanceof HttpResponse && !interim) answerBegun = true;
        boolean last = message instanceof LastHttpContent && !interim;
        super.write(ctx, message, promise);
        if (last) answered(ctx);
    }

    private void answered(ChannelHandlerContext ctx) {
        answering = false;
        if (!held.isEmpty()) ctx.executor().execute(() -> releaseHeld(ctx));
    }

    private void releaseHeld(ChannelHandlerContext ctx) {
        if (ctx.isRemoved() || held.isEmpty() || answering) return;
        do {
            pass(ctx, held.poll());
        } while (!held.isEmpty() && !(held.peek() instanceof HttpRequest && answering));
        ctx.fireChannelReadComplete();
        if (held.isEmpty()) ctx.channel().config().setAutoRead(true);
    }

    private void awaitHead(ChannelHandlerContext ctx) {
        headTimer = ctx.executor().schedule(() -> tooSlow(ctx), limits.head().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void checkBody(ChannelHandlerContext ctx) {
        bodyTimer = null;
        if (!readingBody) return;
        long due = limits.bodyBytesPerSecond() * limits.bodyCheck().toMillis() / 1000;
        boolean weRead = ctx.channel().config().isAutoRead();
        if (weRead && bodyBytes - bodyBytesAtCheck < due) {
            tooSlow(ctx);
            return;
        }
        bodyBytesAtCheck = bodyBytes;
        bodyTimer =
                ctx.executor().schedule(() -> checkBody(ctx), limits.bodyCheck().toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Says 408 where an answer can still be given, past the encoder, which is in the middle of nothing.
    private void tooSlow(ChannelHandlerContext ctx) {
        discarding = true;
        // Browsers open connections ahead of need; one that has asked nothing is not told off.
        if (!headBegun || (answering && answerBegun)) {
            ctx.close();
            return;
        }
        ByteBuf answer = Unpooled.copiedBuffer(TIMED_OUT, StandardCharsets.US_ASCII);
        ctx.pipeline().context(BYTES_NAME).writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void letGo() {
        headTimer = cancelled(headTimer);
        bodyTimer = cancelled(bodyTimer);
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    private static @Nullable Future<?> cancelled(@Nullable Future<?> timer) {
        if (timer != null) timer.cancel(false);
        return null;
    }

    /// Starts the head's clock at its first byte. A byte that follows a whole request in the same read is the next
    /// request's first only once that one is answered; until then the idle limit watches.
    private final class FirstByte extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            headBegun = true;
            if (!readingBody && !answering && headTimer == null && !discarding) awaitHead(ctx);
            ctx.fireChannelRead(message);
        }
    }
}
