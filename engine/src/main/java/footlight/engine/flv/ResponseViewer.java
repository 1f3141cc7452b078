package footlight.engine.flv;

import footlight.front.Loops;
import footlight.live.Backlog;
import footlight.live.Batch;
import footlight.live.Viewer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/// A viewer by HTTP-FLV whose connection cannot be taken over: on HTTP/2 it is one of several, and
/// HTTP/1.0 is too rare to care for. Its bytes go through the response and its flow control. Lives
/// on the connection's loop.
final class ResponseViewer implements Viewer {
    private static final long BACKLOG_BYTES = 16 << 20;
    private static final long BACKLOG_MS = 10_000;
    private static final long STUCK = TimeUnit.SECONDS.toNanos(10);

    private final EventExecutor loop;
    private final HttpServerResponse response;
    private final Runnable onGone;
    private final Backlog backlog = new Backlog(BACKLOG_BYTES, BACKLOG_MS);
    private boolean begun;
    private boolean gone;
    private long blockedSince;

    ResponseViewer(RoutingContext ctx, Runnable onGone) {
        this.loop = Loops.of(ctx);
        this.response = ctx.response();
        this.onGone = onGone;
        response.closeHandler(closed -> leave());
        response.exceptionHandler(failed -> leave());
        response.drainHandler(drained -> drain());
    }

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public void take(Batch batch) {
        if (gone) return;
        if (backlog.lostFormats() && begun) {
            // It could decode nothing of what follows; with a new request it can.
            response.reset();
            leave();
            return;
        }
        boolean fresh = !begun && backlog.isEmpty();
        if (fresh && !batch.startsRun()) return;
        if (!backlog.isEmpty() || response.writeQueueFull()) {
            hold(batch);
            return;
        }
        if (backlog.welcomes(batch)) write(batch);
    }

    @Override
    public void ended() {
        if (gone) return;
        response.end();
        leave();
    }

    private void hold(Batch batch) {
        long now = System.nanoTime();
        if (blockedSince == 0) blockedSince = now;
        if (now - blockedSince > STUCK) {
            response.reset();
            leave();
            return;
        }
        if (backlog.welcomes(batch)) backlog.add(batch, TimeUnit.NANOSECONDS.toMillis(now));
    }

    private void drain() {
        blockedSince = 0;
        while (!gone && !response.writeQueueFull()) {
            Batch batch = backlog.poll();
            if (batch == null) return;
            write(batch);
            batch.release();
        }
    }

    private void write(Batch batch) {
        if (!begun) {
            begun = true;
            response.write(copied(batch.head()));
        }
        response.write(copied(batch.bytes()));
    }

    /// Vert.x counts no references, so it gets a copy that is the heap's affair.
    private static Buffer copied(ByteBuf bytes) {
        return Buffer.buffer(ByteBufUtil.getBytes(bytes));
    }

    private void leave() {
        if (gone) return;
        gone = true;
        backlog.clear();
        onGone.run();
    }
}
