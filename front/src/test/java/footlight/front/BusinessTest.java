package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BusinessTest {
    private final Loops loops = Loops.open(1);
    private final Business business = new Business(2, 1, 10_000, Duration.ofMillis(200));
    private final CountDownLatch enough = new CountDownLatch(1);
    private final BlockingQueue<Boolean> virtual = new LinkedBlockingQueue<>();
    private final Front front = Front.open(loops, FrontSettings.local(), List.of(router -> {
        router.post("/echo/:name").handler(business.on(8_000, request -> {
            virtual.add(Thread.currentThread().isVirtual());
            return Answer.json(
                            201,
                            new JsonObject()
                                    .put("name", request.pathPart("name"))
                                    .put("q", request.query("q").orElse("none"))
                                    .put("cookie", request.cookie("c").orElse("none"))
                                    .put("type", request.mediaType())
                                    .put("bytes", request.body().length))
                    .with("set-cookie", "a=1")
                    .with("set-cookie", "b=2");
        }));
        router.post("/film")
                .handler(business.on(
                        1 << 30, request -> Answer.json(201, new JsonObject().put("bytes", request.body().length))));
        router.get("/asked")
                .handler(business.on(request -> Answer.json(
                        200, new JsonObject().put("q", request.query("q").orElse("none")))));
        router.get("/refused").handler(business.on(_ -> {
            throw new Refusal(new Problem(409, "show-ended", "The show has ended", "It ended a while ago.")
                    .with("endedAt", "2026-05-01"));
        }));
        router.get("/fault").handler(business.on(_ -> {
            throw new IllegalStateException("the database said: secret details");
        }));
        router.get("/slow").handler(business.on(_ -> {
            enough.await();
            return Answer.empty(204);
        }));
    }));

    @AfterEach
    void close() throws Exception {
        enough.countDown();
        Eventually.holds(() -> business.inside() == 0 && business.bodyBytes() == 0);
        front.close();
        loops.close();
    }

    private String ask(String bytes) throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            return client.say(bytes.replace("|", "\r\n")).rest();
        }
    }

    @Test
    void runsOnAVirtualThreadWithTheWholeBodyAndAnswersWithValues() throws Exception {
        String answer = ask("POST /echo/ann?q=1%202 HTTP/1.1|Host: x|Connection: close|Cookie: c=d|"
                + "Content-Type: Text/Plain; charset=utf-8|Content-Length: 8000||" + "x".repeat(8_000));
        assertThat(answer)
                .startsWith("HTTP/1.1 201 Created")
                .contains("set-cookie: a=1\r\n", "set-cookie: b=2\r\n", "cache-control: no-store\r\n")
                .endsWith("{\"name\":\"ann\",\"q\":\"1 2\",\"cookie\":\"d\",\"type\":\"text/plain\",\"bytes\":8000}");
        assertThat(virtual.take()).isTrue();
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say("POST /echo/a HTTP/1.1|Host: x|Connection: close|Expect: 100-continue|Content-Length: 2||"
                    .replace("|", "\r\n"));
            assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(client.say("hi").rest()).startsWith("HTTP/1.1 201 ").contains("\"bytes\":2");
        }
        assertThat(ask("POST /echo/a HTTP/1.1|Host: x|Expect: 100-continue|Content-Length: 9000||"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aRefusalIsAProblemWithItsCode() throws Exception {
        String answer = ask("GET /refused HTTP/1.1|Host: x|Connection: close||");
        assertThat(answer).startsWith("HTTP/1.1 409 ").contains("content-type: application/problem+json");
        JsonObject problem = new JsonObject(answer.substring(answer.indexOf('{')));
        assertThat(problem.getString("type")).isEqualTo("urn:footlight:problem:show-ended");
        assertThat(problem.getString("code")).isEqualTo("show-ended");
        assertThat(problem.getInteger("status")).isEqualTo(409);
        assertThat(problem.getString("title")).isEqualTo("The show has ended");
        assertThat(problem.getString("detail")).isEqualTo("It ended a while ago.");
        assertThat(problem.getString("endedAt")).isEqualTo("2026-05-01");
    }

    @Test
    void ourFaultTellsAnIdThatTheLogHasTooAndNothingElse() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Business.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try {
            String answer = ask("GET /fault?pass=hidden HTTP/1.1|Host: x|Connection: close||");
            JsonObject problem = new JsonObject(answer.substring(answer.indexOf('{')));
            assertThat(problem.getInteger("status")).isEqualTo(500);
            assertThat(answer).doesNotContain("secret", "IllegalState");
            ILoggingEvent line = log.list.getFirst();
            assertThat(line.getFormattedMessage())
                    .contains(problem.getString("id"), "/fault")
                    .doesNotContain("hidden");
            assertThat(line.getThrowableProxy().getMessage()).contains("secret details");
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
    }

    @Test
    void everyLineThatIsLoggedForARequestHasItsName() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Business.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent line) {
                // What the thread knows now, not when the test looks.
                line.prepareForDeferredProcessing();
                super.append(line);
            }
        };
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try {
            String own = ask("GET /fault HTTP/1.1|Host: x|X-Request-Id: order-4711|Connection: close||");
            assertThat(own).contains("x-request-id: order-4711");
            assertThat(log.list.getFirst().getMDCPropertyMap()).containsEntry("request", "order-4711");
            String odd = ask("GET /fault HTTP/1.1|Host: x|X-Request-Id: a b [forged]|Connection: close||");
            assertThat(odd).doesNotContain("forged");
            assertThat(log.list.getLast().getMDCPropertyMap().get("request")).matches("[0-9a-f]{16}");
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
    }

    @Test
    void moreThanCanRunAndWaitIsAnsweredAtOnce() throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(RawClient.plain(front.httpPort()).say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
        }
        Eventually.holds(() -> business.inside() == 3);
        assertThat(ask("GET /slow HTTP/1.1|Host: x|Connection: close||"))
                .startsWith("HTTP/1.1 503 ")
                .contains("retry-after: 2", "\"code\":\"busy\"");
        enough.countDown();
        for (RawClient client : waiting) {
            assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 204 ");
            client.close();
        }
    }

    @Test
    void aBodyThatIsNotAllThereInTimeIsRefused() throws Exception {
        assertThat(ask("POST /echo/a HTTP/1.1|Host: x|Content-Length: 10||half"))
                .contains(" 408 ", "too-slow");
    }

    @Test
    void allBodiesTogetherAreBounded() throws Exception {
        List<RawClient> half = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            half.add(RawClient.plain(front.httpPort())
                    .say("POST /echo/a HTTP/1.1\r\nHost: x\r\nContent-Length: 8000\r\n\r\n" + "x".repeat(4_500)));
        }
        Eventually.holds(() -> business.bodyBytes() == 9_000);
        assertThat(ask("POST /echo/a HTTP/1.1|Host: x|Content-Length: 2000||" + "x".repeat(2_000)))
                .startsWith("HTTP/1.1 503 ");
        for (RawClient client : half) client.close();
        Eventually.holds(() -> business.bodyBytes() == 0);
    }

    @Test
    void aDeclaredLengthTakesNoMemoryBeforeItsBytesCome() throws Exception {
        List<RawClient> promising = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            RawClient client = RawClient.plain(front.httpPort());
            promising.add(client.say(
                    "POST /film HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n"));
            assertThat(client.until("\r\n\r\n")).as("client " + i).startsWith("HTTP/1.1 100 ");
        }
        assertThat(business.bodyBytes()).isZero();
        for (RawClient client : promising) client.close();
    }

    @Test
    void largeBodiesLeaveRoomForSmallOnes() throws Exception {
        List<RawClient> half = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            half.add(RawClient.plain(front.httpPort())
                    .say("POST /film HTTP/1.1\r\nHost: x\r\nContent-Length: 8000\r\n\r\n" + "x".repeat(2_400)));
        }
        Eventually.holds(() -> business.bodyBytes() == 4_800);
        assertThat(ask("POST /film HTTP/1.1|Host: x|Content-Length: 300||" + "x".repeat(300)))
                .startsWith("HTTP/1.1 503 ");
        assertThat(ask("POST /echo/a HTTP/1.1|Host: x|Connection: close|Content-Type: text/plain|Content-Length: 3000||"
                        + "x".repeat(3_000)))
                .startsWith("HTTP/1.1 201 ");
        for (RawClient client : half) client.close();
    }

    @Test
    void aQueryThatCannotBeDecodedIsTheClientsFault() throws Exception {
        assertThat(ask("GET /asked?q=%zz HTTP/1.1|Host: x|Connection: close||"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"bad-request\"");
    }

    @Test
    void aClientThatLeavesBeforeItsAnswerHurtsNobody() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            Eventually.holds(() -> business.inside() == 1);
        }
        Eventually.holds(() -> front.connections() == 0);
        enough.countDown();
        assertThat(ask("POST /echo/a HTTP/1.1|Host: x|Connection: close|Content-Length: 0||"))
                .contains(" 201 ");
    }

    @Test
    void whatIsInFlightIsFinishedBeforeThePortsClose() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            Eventually.holds(() -> business.inside() == 1);
            Thread closing = Thread.ofVirtual().start(front::close);
            // Who comes before it has begun is no late comer, and would be waited for.
            Eventually.holds(() -> closing.getState() == Thread.State.TIMED_WAITING);
            try (RawClient late = RawClient.plain(front.httpPort())) {
                // Accepted by the kernel perhaps, served by nobody.
                assertThat(late.say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").rest())
                        .doesNotContain("204");
            } catch (java.io.IOException e) {
                // Or refused right away.
            }
            enough.countDown();
            assertThat(client.rest()).startsWith("HTTP/1.1 204 ");
            closing.join();
        }
    }

    @Test
    void whatDoesNotFinishIsCutOffAfterTheGrace() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            Eventually.holds(() -> business.inside() == 1);
            long began = System.nanoTime();
            front.close();
            assertThat(client.rest()).isEmpty();
            assertThat(System.nanoTime() - began).isBetween(1_500_000_000L, 4_000_000_000L);
        }
    }
}
