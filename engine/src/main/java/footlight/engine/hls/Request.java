package footlight.engine.hls;

import footlight.engine.Admission;
import footlight.engine.PlayRequest;
import footlight.front.Loops;
import footlight.front.Problem;
import footlight.front.SharedBytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request that was admitted, from then until its answer is sent or its connection gone. Lives on the request's
/// loop. Should the leave be taken back, it ends at once, whatever it is at.
final class Request {
    /// An answer that takes longer is no live media any more, and would keep its bytes from being forgotten.
    private static final long SENT_WITHIN_SECONDS = 60;

    private static final Problem SENT_AWAY = new Problem(403, "sent-away", "This show is no longer open to you.");

    private final RoutingContext ctx;
    private final PlayRequest wish;
    private final Admission.Granted leave;
    private final EventLoop loop;
    private @Nullable Runnable onOver;
    private boolean over;

    private Request(RoutingContext ctx, PlayRequest wish, Admission.Granted leave) {
        this.ctx = ctx;
        this.wish = wish;
        this.leave = leave;
        this.loop = Loops.of(ctx);
    }

    static Request of(RoutingContext ctx, PlayRequest wish, Admission.Granted leave) {
        Request request = new Request(ctx, wish, leave);
        ctx.response().closeHandler(_ -> request.over());
        ctx.response().exceptionHandler(_ -> request.over());
        leave.onRevoked(() -> request.loop.execute(request::sentAway));
        return request;
    }

    RoutingContext ctx() {
        return ctx;
    }

    PlayRequest wish() {
        return wish;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isOver() {
        return over;
    }

    /// Runs `step` once, when this is over, however it ends.
    void onOver(Runnable step) {
        onOver = step;
    }

    void refuse(Problem problem) {
        HlsHead.refuse(ctx, problem);
        over();
    }

    /// A text, whole or, for HEAD, told of only. The head stands already.
    void send(Buffer text) {
        HttpServerResponse response = ctx.response();
        if (over || response.closed()) {
            over();
            return;
        }
        response.putHeader("Content-Length", Integer.toString(text.length()));
        sending(head() ? response.end() : response.end(text));
    }

    /// Shared bytes, whose reference is taken over.
    void send(ByteBuf bytes) {
        HttpServerResponse response = ctx.response();
        if (over || response.closed()) {
            bytes.release();
            over();
            return;
        }
        response.putHeader("Content-Length", Integer.toString(bytes.readableBytes()));
        if (head()) {
            bytes.release();
            sending(response.end());
            return;
        }
        sending(SharedBytes.end(response, bytes));
    }

    /// A socket that takes nothing, or a stream of HTTP/2 whose window stays closed, must not hold this for ever.
    private void sending(Future<Void> sent) {
        if (sent.isComplete()) {
            over();
            return;
        }
        var late = loop.schedule(this::cutOff, SENT_WITHIN_SECONDS, TimeUnit.SECONDS);
        onOver(() -> late.cancel(false));
        sent.onComplete(_ -> over());
    }

    /// The asker has it already. The head stands but for the status.
    void nothingNew() {
        ctx.response().setStatusCode(304).end().onComplete(_ -> over());
    }

    /// No such bytes are there. The head stands but for the status.
    void cannotSatisfy() {
        ctx.response().setStatusCode(416).end().onComplete(_ -> over());
    }

    /// Whether only the head is wanted.
    boolean head() {
        return ctx.request().method().equals(HttpMethod.HEAD);
    }

    private void sentAway() {
        if (over) return;
        if (ctx.response().ended()) cutOff();
        else refuse(SENT_AWAY);
    }

    private void cutOff() {
        if (over) return;
        ctx.response().reset();
        over();
    }

    private void over() {
        if (over) return;
        over = true;
        leave.left();
        if (onOver != null) onOver.run();
    }
}
