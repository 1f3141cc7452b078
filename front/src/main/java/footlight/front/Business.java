package footlight.front;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Runs blocking code for a request on a virtual thread of its own: the body is read first, on the event loop and
/// within bounds, the code runs, and its answer is sent from the event loop. Any number of routes may share one.
public final class Business {
    private static final Logger log = LoggerFactory.getLogger(Business.class);
    private static final int BODY_BYTES = 64 * 1024;
    private static final int ID_BYTES = 6;
    private static final Duration BODY_GRACE = Duration.ofSeconds(15);
    private static final Problem BUSY =
            new Problem(503, "busy", "The server has more to do than it can", "Try again in a moment.");

    private final Semaphore permits;
    private final int most;
    private final long allBodiesLimit;
    private final Duration bodyGrace;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong allBodies = new AtomicLong();
    private final AtomicLong threads = new AtomicLong();
    private final SecureRandom random = new SecureRandom();

    /// 256 at once, 2048 waiting, 128 MiB of bodies.
    public Business() {
        this(256, 2_048, 128L * 1024 * 1024);
    }

    /// @param atOnce handlers that run together; more than the database can serve only wait there instead
    /// @param waiting requests that may wait for their turn; the next one is answered 503
    /// @param allBodiesBytes request bodies in memory, of all requests together; half of it for those of more than
    ///     64 KiB, so that whoever sends pictures for ever keeps nobody from signing in
    public Business(int atOnce, int waiting, long allBodiesBytes) {
        this(atOnce, waiting, allBodiesBytes, BODY_GRACE);
    }

    Business(int atOnce, int waiting, long allBodiesBytes, Duration bodyGrace) {
        this.permits = new Semaphore(atOnce);
        this.most = atOnce + waiting;
        this.allBodiesLimit = allBodiesBytes;
        this.bodyGrace = bodyGrace;
    }

    /// For bodies up to 64 KiB.
    public Handler<RoutingContext> on(BusinessHandler handler) {
        return on(BODY_BYTES, handler);
    }

    public Handler<RoutingContext> on(int bodyBytes, BusinessHandler handler) {
        return ctx -> new Run(ctx, bodyBytes, handler).start();
    }

    /// Requests that run or wait for their turn.
    public int inside() {
        return inside.get();
    }

    /// Bytes of request bodies in memory.
    public long bodyBytes() {
        return allBodies.get();
    }

    private final class Run {
        private final RoutingContext ctx;
        private final BusinessHandler handler;
        private final Context loop = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        private final BodyReading reading;
        private final String requestId;

        Run(RoutingContext ctx, int bodyBytes, BusinessHandler handler) {
            this.ctx = ctx;
            this.handler = handler;
            this.requestId = RequestId.of(ctx);
            this.reading = new BodyReading(
                    loop,
                    ctx.request(),
                    bodyBytes,
                    bodyGrace,
                    allBodies,
                    bodyBytes > BODY_BYTES ? allBodiesLimit / 2 : allBodiesLimit,
                    this::hasBody,
                    problem -> problem.send(ctx),
                    () -> {});
        }

        void start() {
            reading.start();
        }

        private void hasBody(byte[] body) {
            if (inside.incrementAndGet() > most) {
                inside.decrementAndGet();
                reading.release();
                ctx.response().putHeader("retry-after", "2");
                BUSY.send(ctx);
                return;
            }
            // Later failures of the connection are noticed when the answer is sent.
            ctx.request().exceptionHandler(_ -> {});
            Thread.ofVirtual().name("business-" + threads.incrementAndGet()).start(() -> run(body));
        }

        private void run(byte[] body) {
            permits.acquireUninterruptibly();
            Answer answer;
            try (var _ = MDC.putCloseable("request", requestId)) {
                answer = answerTo(new BusinessRequest(ctx, body));
            } finally {
                permits.release();
                inside.decrementAndGet();
                reading.release();
            }
            loop.runOnContext(_ -> send(answer));
        }

        private void send(Answer answer) {
            // Vert.x says how long a body is only where it sends one. Source: RFC 9110, 9.3.2.
            boolean bodyless = ctx.request().method().equals(HttpMethod.HEAD);
            if (bodyless && answer.body().length() > 0 && !ctx.response().headWritten())
                ctx.response()
                        .putHeader(
                                "content-length", Integer.toString(answer.body().length()));
            answer.send(ctx.response());
        }

        private Answer answerTo(BusinessRequest request) {
            try {
                return handler.handle(request);
            } catch (Refusal refusal) {
                return Answer.problem(refusal.problem());
            } catch (Exception | StackOverflowError | AssertionError fault) {
                return Answer.problem(ourFault(request, fault));
            }
        }

        private Problem ourFault(BusinessRequest request, Throwable fault) {
            byte[] bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            String id = HexFormat.of().formatHex(bytes);
            log.error("fault {} at {} {}", id, request.method(), LogPath.of(request.path()), fault);
            return new Problem(
                            500,
                            "internal-error",
                            "Something went wrong on our side",
                            "The server's log has the reason under " + id + ".")
                    .with("id", id);
        }
    }
}
