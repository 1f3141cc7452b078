package footlight.engine.flv;

import footlight.engine.Delivery;
import footlight.front.Loops;
import footlight.live.Batch;
import footlight.live.Traffic;
import footlight.live.Viewer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/// A viewer by HTTP-FLV whose connection cannot be taken over: on HTTP/2 it is one of several, and
/// HTTP/1.0 is too rare to care for. Its bytes go through the response and its flow control. Lives
/// on the connection's loop.
final class ResponseViewer implements Viewer, Delivery.Way {
    private final EventExecutor loop;
    private final HttpServerResponse response;
    private final Runnable onGone;
    private final Delivery delivery;
    private boolean gone;

    ResponseViewer(RoutingContext ctx, Traffic traffic, Runnable onGone) {
        this.delivery = new Delivery(this, traffic);
        this.loop = Loops.of(ctx);
        this.response = ctx.response();
        this.onGone = onGone;
        response.closeHandler(closed -> leave());
        response.exceptionHandler(failed -> leave());
        response.drainHandler(drained -> delivery.drain());
    }

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public void take(Batch batch) {
        delivery.take(batch);
    }

    @Override
    public void ended() {
        if (gone) return;
        response.end();
        leave();
    }

    @Override
    public boolean free() {
        return !response.writeQueueFull();
    }

    /// Vert.x counts no references, so it gets a copy that is the heap's affair.
    @Override
    public void write(ByteBuf shared) {
        response.write(Buffer.buffer(ByteBufUtil.getBytes(shared)));
    }

    /// Vert.x flushes as it likes.
    @Override
    public void flush() {}

    @Override
    public void cut() {
        response.reset();
        leave();
    }

    private void leave() {
        if (gone) return;
        gone = true;
        delivery.end();
        onGone.run();
    }
}
