package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.guard.Limits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What strangers send, byte by byte. After each, another client is served as ever.
class BadInputTest {
    private static final Limits HASTY = Limits.defaults()
            .with(new Limits.Requests(
                    2_048, 4_096, Duration.ofMillis(300), 100_000, Duration.ofMillis(200), 1_000, 200, 2_000));
    private final Loops loops = Loops.open(2);
    private final Business business = new Business();
    private Front front = open(HASTY);

    private Front open(Limits limits) {
        return Front.open(loops, FrontSettings.local().withLimits(limits), List.of(router -> {
            router.get("/").handler(ctx -> ctx.end("home"));
            router.get("/pieces").handler(ctx -> {
                ctx.response().setChunked(true).write("a");
                ctx.response().end("b");
            });
            router.head("/")
                    .handler(ctx ->
                            ctx.response().putHeader("content-length", "4").end());
            router.get("/none").handler(ctx -> ctx.response().setStatusCode(204).end());
            router.get("/show/:id").handler(ctx -> ctx.end("show " + ctx.pathParam("id")));
            router.get("/later").handler(ctx -> Vertx.currentContext().owner().setTimer(50, _ -> ctx.end("later")));
            router.post("/say").handler(business.on(1_000, request -> Answer.of(200, "text/plain", request.body())));
        }));
    }

    @AfterEach
    void othersAreServedAndNothingIsLeft() throws Exception {
        assertThat(ask("GET / HTTP/1.1|Host: x|Connection: close||")).endsWith("home");
        Eventually.holds(() -> business.bodyBytes() == 0 && business.inside() == 0);
        Eventually.holds(() -> front.connections() == 0);
        front.close();
        loops.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage||",
                "\u0000\u0001\u0002\u0003\u0004|||||",
                "GET / HTTP/9.9|Host: x||",
                "GET / HTTP/2.0|Host: x||",
                "GET  HTTP/1.1|Host: x||",
                "GET / HTTP/1.1|Host x||",
                "GET / HTTP/1.1|: x||",
                "GET / HTTP/1.1|Host: x|Bad\u0000Name: y||",
                "GET / HTTP/1.1|Host: x|Name : y||",
                "GET / HTTP/1.1|Host: x|Content-Length: -1||",
                "GET / HTTP/1.1|Host: x|Content-Length: 99999999999999999999||",
                "GET / HTTP/1.1|Host: x|Content-Length: one||",
                "PRI * HTTP/2.0||SM||",
            })
    void whatIsNoRequestIsRefusedAndTheConnectionClosed(String bytes) throws Exception {
        assertThat(ask(bytes)).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"bad-request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /say HTTP/1.1|Host: x|Content-Length: 5|Transfer-Encoding: chunked||0||GET /smuggled HTTP/1.1|Host: x||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked|Content-Length: 5||0||",
                "POST /say HTTP/1.1|Host: x|Content-Length: 5|Content-Length: 6||hello",
                "POST /say HTTP/1.1|Host: x|Content-Length: 5, 6||hello",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: xchunked||0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked, identity||0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: gzip, chunked||0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked|Transfer-Encoding: identity||0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding:\u000bchunked||0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding : chunked||0||",
                "POST /say HTTP/1.0|Host: x|Transfer-Encoding: chunked||0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked||5;\nhello|0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked||zz|hello|0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked||-1|hello|0||",
                "POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked||FFFFFFFFFFFFFFFFF|hello|0||",
            })
    void whatTwoServersCouldReadDifferentlyIsNeverServed(String bytes) throws Exception {
        String answer = ask(bytes);
        assertThat(answer).doesNotContain("200 OK", "smuggled").doesNotContain("404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1||",
                "GET / HTTP/1.1|Host: a|Host: b||",
                "GET / HTTP/1.1|Host: a b||",
                "GET / HTTP/1.1|Host: a/b||",
                "GET / HTTP/1.1|Host: user@a||",
                "GET / HTTP/1.1|Host: a:99999999||",
                "GET / HTTP/1.1|Host: a;script-src *||",
                "GET / HTTP/1.1|Host: [::1||",
                "GET / HTTP/1.1|Host: [..]||",
                "GET / HTTP/1.1|Host: [1:2]:80||",
                "GET / HTTP/1.1|Host:||",
            })
    void aHostThatIsNoneIsRefused(String bytes) throws Exception {
        assertThat(ask(bytes)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void oldClientsWithoutAHostAreServed() throws Exception {
        assertThat(ask("GET / HTTP/1.0||"))
                .startsWith("HTTP/1.")
                .contains(" 200 OK")
                .endsWith("home");
    }

    @Test
    void tooLongAnAddressAndTooManyHeadersHaveTheirOwnAnswers() throws Exception {
        assertThat(ask("GET /" + "a".repeat(3_000) + " HTTP/1.1|Host: x||"))
                .startsWith("HTTP/1.1 414 ")
                .contains("uri-too-long");
        assertThat(ask("GET / HTTP/1.1|Host: x|" + "A: b|".repeat(2_000) + "|"))
                .startsWith("HTTP/1.1 431 ")
                .contains("headers-too-large");
        assertThat(ask("GET / HTTP/1.1|Host: x|A: " + "b".repeat(5_000) + "||")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aTooLargeBodyIsRefusedWhetherDeclaredOrNot() throws Exception {
        assertThat(ask("POST /say HTTP/1.1|Host: x|Content-Length: 1001||" + "x".repeat(1_001)))
                .startsWith("HTTP/1.1 413 ")
                .contains("body-too-large", "\"limitBytes\":1000");
        assertThat(ask("POST /say HTTP/1.1|Host: x|Transfer-Encoding: chunked||3e9|" + "x".repeat(1_001) + "|0||"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(ask("POST /say HTTP/1.1|Host: x|Connection: close|Content-Length: 1000||" + "x".repeat(1_000)))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aBodyNobodyWantsIsCutOffAtTheLimitOfAllRoutes() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say(lines("POST /nowhere HTTP/1.1|Host: x|Transfer-Encoding: chunked||"));
            client.until("not-found");
            String chunk = lines("1000|" + "x".repeat(4_096) + "|");
            int sent = 0;
            try {
                while (sent < 10_000) {
                    client.say(chunk);
                    sent++;
                }
            } catch (java.net.SocketException e) {
                // Cut off, as wished.
            }
            assertThat(sent).isLessThan(10_000);
        }
    }

    @Test
    void aHeadThatDripsIsGivenUp() throws Exception {
        long began = System.nanoTime();
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say("GET / HT");
            assertThat(client.rest()).startsWith("HTTP/1.1 408 ").contains("too-slow");
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isBetween(200L, 3_000L);
    }

    @Test
    void aSecondHeadThatDripsIsGivenUpToo() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say(lines("GET / HTTP/1.1|Host: x||")).until("home");
            client.say("GET / HTTP/1.1\r\nHo");
            assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosedWithoutAWord() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say(lines("POST /say HTTP/1.1|Host: x|Content-Length: 1000||x"));
            assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void halfARequestAndAGoodbyeLeaveNothingBehind() throws Exception {
        for (String half : List.of(
                "G", "GET / HTTP/1.1\r\nHost", "POST /say HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")) {
            try (RawClient client = RawClient.plain(front.httpPort())) {
                client.say(half);
                client.socket().shutdownOutput();
                client.rest();
            }
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        front.close();
        Limits.Connections idle = new Limits.Connections(100, 100, true, Duration.ofSeconds(5), Duration.ofMillis(200));
        front = open(Limits.defaults().with(idle));
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say(lines("GET / HTTP/1.1|Host: x||")).until("home");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aRequestInEveryCutIsTheSameRequest() throws Exception {
        String request = lines("POST /say HTTP/1.1|Host: x|Connection: close|Transfer-Encoding: chunked||5|hello|0||");
        for (int cut = 1; cut < request.length(); cut += 3) {
            try (RawClient client = RawClient.plain(front.httpPort())) {
                client.say(request.substring(0, cut));
                client.say(request.substring(cut));
                assertThat(client.rest()).endsWith("hello");
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        String answers = ask("GET /later HTTP/1.1|Host: x||GET /show/1 HTTP/1.1|Host: x||"
                + "POST /say HTTP/1.1|Host: x|Content-Length: 2||hiGET /show/2 HTTP/1.1|Host: x|Connection: close||");
        assertThat(answers.replaceAll("(?s)HTTP/1.1 200 OK\r\n.*?\r\n\r\n", "#"))
                .isEqualTo("#later#show 1#hi#show 2");
    }

    @Test
    void aConnectionGoesOnAfterEveryKindOfAnswer() throws Exception {
        String answers = ask("HEAD / HTTP/1.1|Host: x||GET /none HTTP/1.1|Host: x||GET /pieces HTTP/1.1|Host: x||"
                + "GET /nowhere HTTP/1.1|Host: x||GET http://x/show/3 HTTP/1.1|Host: x|Connection: close||");
        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(6);
        assertThat(answers).contains("204 No Content", "404 Not Found").endsWith("show 3");
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/,'GET, HEAD'", "PUT,/show/7,GET", "GET,/say,POST"})
    void aWrongMethodIsToldWhichAreRight(String method, String path, String right) throws Exception {
        assertThat(ask(method + " " + path + " HTTP/1.1|Host: x|Connection: close||"))
                .startsWith("HTTP/1.1 405 ")
                .contains("allow: " + right + "\r\n", "method-not-allowed");
    }

    private String ask(String bytes) throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            return client.say(lines(bytes)).rest();
        }
    }

    private static String lines(String text) {
        return text.replace("|", "\r\n");
    }
}
