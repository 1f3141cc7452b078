package footlight.front;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Reads one request's body into memory, up to a limit of its route and within what all bodies together may take.
/// Lives on the request's event loop; calls back exactly once: `read`, `refused` or, when the client has gone, `gone`.
final class BodyReading {
    /// A length is only a promise: no more than this is set aside before the bytes themselves come.
    private static final int FIRST_BYTES = 4 * 1024;
    private static final long LINGER_MILLIS = 1_000;
    /// The slowest client that is waited for, beyond the grace.
    private static final int BYTES_PER_SECOND = 8 * 1024;
    private static final long NO_TIMER = -1;

    private final Context context;
    private final HttpServerRequest request;
    private final int limit;
    private final Duration grace;
    private final AtomicLong allBodies;
    private final long allBodiesLimit;
    private final Consumer<byte[]> read;
    private final Consumer<Problem> refused;
    private final Runnable gone;
    private Buffer body = Buffer.buffer();
    private long taken;
    private boolean done;
    private long deadline = NO_TIMER;

    BodyReading(
            Context context,
            HttpServerRequest request,
            int limit,
            Duration grace,
            AtomicLong allBodies,
            long allBodiesLimit,
            Consumer<byte[]> read,
            Consumer<Problem> refused,
            Runnable gone) {
        this.context = context;
        this.request = request;
        this.limit = limit;
        this.grace = grace;
        this.allBodies = allBodies;
        this.allBodiesLimit = allBodiesLimit;
        this.read = read;
        this.refused = refused;
        this.gone = gone;
    }

    void start() {
        if (request.isEnded()) {
            // Whoever let the body go by was a handler before us, and only a missing body may be let go by.
            finish();
            return;
        }
        long declared = declaredBytes();
        if (declared > limit) {
            refuse(tooLarge(limit));
            return;
        }
        body = Buffer.buffer(Math.clamp(declared, 0, FIRST_BYTES));
        request.exceptionHandler(_ -> lost());
        request.handler(this::add);
        request.endHandler(_ -> finish());
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        // On HTTP/2 nobody else minds a stream whose body drips for ever.
        long millis = grace.toMillis() + 1_000L * limit / BYTES_PER_SECOND;
        deadline = context.owner().setTimer(millis, _ -> tooSlow());
        // A handler before us may have paused the request to think.
        request.resume();
    }

    private long declaredBytes() {
        String length = request.getHeader("content-length");
        if (length == null) return 0;
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void add(Buffer piece) {
        if (done) return;
        if (body.length() + piece.length() > limit) {
            refuse(tooLarge(limit));
            return;
        }
        taken += piece.length();
        if (allBodies.addAndGet(piece.length()) > allBodiesLimit) {
            refuse(new Problem(
                    503, "busy", "The server is taking in as much as it can hold", "Try again in a moment."));
            return;
        }
        body.appendBuffer(piece);
    }

    private void tooSlow() {
        if (!done) refuse(new Problem(408, "too-slow", "The request took too long to arrive", "Send it again."));
    }

    private void settle() {
        done = true;
        if (deadline != NO_TIMER) context.owner().cancelTimer(deadline);
    }

    private void finish() {
        if (done) return;
        settle();
        read.accept(body.getBytes());
    }

    private void lost() {
        if (done) return;
        settle();
        release();
        gone.run();
    }

    /// Answers at once, then reads on for a moment into nothing: a connection closed over unread bytes is reset, and
    /// the client would never see why.
    private void refuse(Problem problem) {
        settle();
        release();
        body = Buffer.buffer();
        request.handler(_ -> {});
        request.exceptionHandler(_ -> {});
        boolean http1 = request.version() != HttpVersion.HTTP_2;
        if (http1) request.response().putHeader("connection", "close");
        refused.accept(problem);
        request.resume();
        if (http1) {
            var connection = request.connection();
            Vertx vertx = context.owner();
            long timer = vertx.setTimer(LINGER_MILLIS, _ -> connection.close());
            request.endHandler(_ -> {
                vertx.cancelTimer(timer);
                connection.close();
            });
        } else {
            request.response().reset(0);
        }
    }

    /// The memory is no longer this request's. Called when its answer is made, on any thread.
    void release() {
        allBodies.addAndGet(-taken);
        taken = 0;
    }

    private static Problem tooLarge(int limit) {
        return new Problem(
                        413, "body-too-large", "The body is too large", "This address takes up to " + limit + " bytes.")
                .with("limitBytes", limit);
    }
}
