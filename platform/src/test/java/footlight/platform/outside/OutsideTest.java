package footlight.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.front.net.AddressText;
import footlight.platform.outside.OutsideAnswer.Answered;
import footlight.platform.outside.OutsideAnswer.Failed;
import footlight.platform.outside.OutsideAnswer.Refused;
import footlight.platform.running.Stranger;
import footlight.testkit.SelfSigned;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutsideTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private static final SelfSigned IDENTITY = identity();
    private static final Duration SOON = Duration.ofMillis(400);

    private final List<String> lookedUp = new ArrayList<>();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    /// Reaches 127.0.0.1 and nothing else inside; each look-up is answered with the next of these.
    private Outside outside(String... answers) {
        Deque<String> next = new ArrayDeque<>(List.of(answers));
        Names names = (host, _) -> {
            lookedUp.add(host);
            String answer = next.pop();
            if (answer.equals("nobody")) throw new UnknownHostException(host);
            if (answer.equals("slow")) throw new TimeoutException(host);
            List<InetAddress> addresses = new ArrayList<>();
            for (String address : answer.split(" "))
                addresses.add(AddressText.read(address).orElseThrow());
            return addresses;
        };
        return new Outside(Reach.with(List.of("127.0.0.1/32")), names, trusting(), timer);
    }

    @Test
    void whatIsAskedArrivesAndTheAnswerComesBack() throws Exception {
        try (Stranger stranger = Stranger.open((_, out) -> Stranger.write(
                out,
                "HTTP/1.1 201 Made\r\nX-Thing: a  \r\nContent-Length: 5\r\n\r\nhello and more that is not meant"))) {
            OutsideAnswer answer = outside("127.0.0.1")
                    .send(OutsideRequest.post(
                                    "http://hooks.example:" + stranger.port() + "/in?x=1",
                                    "application/json",
                                    bytes("{}"))
                            .with("webhook-id", "msg_1"));
            assertThat(answer).isInstanceOf(Answered.class);
            Answered answered = (Answered) answer;
            assertThat(answered.status()).isEqualTo(201);
            assertThat(answered.header("x-thing")).contains("a");
            assertThat(answered.body().toString(StandardCharsets.UTF_8)).isEqualTo("hello");
            assertThat(answered.cut()).isFalse();
            Stranger.Asked asked = stranger.next();
            assertThat(asked.line()).isEqualTo("POST /in?x=1 HTTP/1.1");
            assertThat(asked.header("host")).isEqualTo("hooks.example:" + stranger.port());
            assertThat(asked.header("webhook-id")).isEqualTo("msg_1");
            assertThat(asked.header("content-type")).isEqualTo("application/json");
            assertThat(asked.text()).isEqualTo("{}");
            assertThat(asked.headers()).doesNotContainKeys("cookie", "referer", "authorization");
        }
    }

    @Test
    void theAddressThatWasLookedAtIsTheOneThatIsAsked() throws Exception {
        try (Stranger stranger = Stranger.open(Stranger.answering(200, "good"));
                Stranger inside = Stranger.open("127.0.0.2", Stranger.answering(200, "bad"))) {
            // Were the name looked up again, it would lead inside.
            OutsideAnswer answer = outside("127.0.0.1", "127.0.0.2")
                    .send(OutsideRequest.get("http://rebinding.example:" + stranger.port() + "/"));
            assertThat(answer).isInstanceOf(Answered.class);
            assertThat(lookedUp).containsExactly("rebinding.example");
            assertThat(inside.waiting()).isZero();
        }
    }

    @Test
    void whatLeadsInsideIsRefusedBeforeAnythingIsSent() {
        try (Stranger inside = Stranger.open("127.0.0.2", Stranger.answering(200, "secret"))) {
            String port = ":" + inside.port() + "/";
            for (String address :
                    List.of("http://127.0.0.2", "http://[::ffff:127.0.0.2]", "http://[::1]", "http://１２７.０.０.２")) {
                assertThat(reason(outside().send(OutsideRequest.get(address + port))))
                        .as(address)
                        .isEqualTo(Refused.Reason.PRIVATE);
                assertThat(outside().look(address + port)).as(address).isInstanceOf(WebAddress.Read.Bad.class);
            }
            for (String found :
                    List.of("127.0.0.2", "::1", "10.0.0.1 192.168.1.1", "64:ff9b::7f00:2", "169.254.169.254"))
                for (String name : List.of("localhost", "localhost.", "LOCALHOST", "inside.example"))
                    assertThat(reason(outside(found).send(OutsideRequest.get("http://" + name + port))))
                            .as("%s at %s", name, found)
                            .isEqualTo(Refused.Reason.PRIVATE);
            assertThat(inside.waiting()).isZero();
        }
    }

    @Test
    void ofSeveralAddressesOnlyThoseInReachAreTried() {
        try (Stranger stranger = Stranger.open(Stranger.answering(200, "good"))) {
            assertThat(outside("10.0.0.1 169.254.169.254 127.0.0.1")
                            .send(OutsideRequest.get("http://mixed.example:" + stranger.port())))
                    .isInstanceOf(Answered.class);
        }
    }

    @Test
    void redirectsAreAnAnswerUnlessTheyAreWanted() throws Exception {
        try (Stranger stranger = Stranger.open((_, out) ->
                Stranger.write(out, "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(status(outside().send(OutsideRequest.get(stranger.url("/")))))
                    .isEqualTo(302);
            assertThat(status(outside()
                            .send(OutsideRequest.post(stranger.url("/"), "text/plain", bytes("x"))
                                    .following(3))))
                    .isEqualTo(302);
            assertThat(kind(outside().send(OutsideRequest.get(stranger.url("/")).following(3))))
                    .isEqualTo(Failed.Kind.REDIRECTED_TOO_OFTEN);
        }
    }

    @Test
    void whereARedirectLeadsIsLookedAtToo() throws Exception {
        try (Stranger inside = Stranger.open("127.0.0.2", Stranger.answering(200, "secret"));
                Stranger stranger = Stranger.open(Stranger.answering(200, "end"))) {
            for (String location : List.of(
                    "http://127.0.0.2:" + inside.port() + "/",
                    "//127.0.0.2:" + inside.port(),
                    "http://name.example:" + inside.port() + "/")) {
                stranger.play((_, out) -> Stranger.write(
                        out, "HTTP/1.1 307 No\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));
                assertThat(reason(outside("127.0.0.2")
                                .send(OutsideRequest.get(stranger.url("/")).following(3))))
                        .isEqualTo(Refused.Reason.PRIVATE);
            }
            assertThat(inside.waiting()).isZero();
        }
    }

    @Test
    void whatIsMeantForOneSiteIsNotSentOnToAnother() throws Exception {
        try (Stranger other = Stranger.open(Stranger.answering(200, "end"));
                Stranger first = Stranger.open((_, out) -> Stranger.write(
                        out, "HTTP/1.1 302 No\r\nLocation: " + other.url("/on") + "\r\nContent-Length: 0\r\n\r\n"))) {
            OutsideRequest request = OutsideRequest.get(first.url("/"))
                    .with("authorization", "Bearer secret")
                    .with("accept", "image/png")
                    .following(1);
            assertThat(status(outside().send(request))).isEqualTo(200);
            assertThat(first.next().header("authorization")).isEqualTo("Bearer secret");
            Stranger.Asked second = other.next();
            assertThat(second.header("authorization")).isEmpty();
            assertThat(second.header("accept")).isEqualTo("image/png");
        }
    }

    @Test
    void theServerIsToldAndHasToProveItsName() throws Exception {
        try (Stranger stranger = Stranger.tls(IDENTITY, Stranger.answering(200, "private"))) {
            String port = ":" + stranger.port() + "/";
            assertThat(status(outside("127.0.0.1").send(OutsideRequest.get("https://localhost" + port))))
                    .isEqualTo(200);
            assertThat(status(outside().send(OutsideRequest.get("https://127.0.0.1" + port))))
                    .isEqualTo(200);
            assertThat(kind(outside("127.0.0.1").send(OutsideRequest.get("https://other.example" + port))))
                    .isEqualTo(Failed.Kind.TLS);
            Outside distrusting = new Outside(
                    Reach.with(List.of("127.0.0.1")),
                    (_, _) -> List.of(InetAddress.getLoopbackAddress()),
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    timer);
            assertThat(kind(distrusting.send(OutsideRequest.get("https://localhost" + port))))
                    .isEqualTo(Failed.Kind.TLS);
        }
    }

    @Test
    void aServerWithoutTlsIsAFailureOfTls() {
        try (Stranger stranger = Stranger.open(Stranger.answering(200, "plain"))) {
            OutsideRequest request =
                    OutsideRequest.get("https://127.0.0.1:" + stranger.port()).within(SOON);
            assertThat(kind(outside().send(request))).isIn(Failed.Kind.TLS, Failed.Kind.TOO_SLOW);
        }
    }

    @Test
    void whoeverTakesTooLongIsLeft() {
        CountDownLatch never = new CountDownLatch(1);
        List<Stranger.Script> slow = List.of(
                (_, _) -> never.await(),
                (_, out) -> {
                    Stranger.write(out, "HTTP/1.1 200 ");
                    never.await();
                },
                (_, out) -> {
                    Stranger.write(out, "HTTP/1.1 200 So\r\nContent-Length: 5\r\n\r\nab");
                    never.await();
                });
        for (Stranger.Script script : slow) {
            try (Stranger stranger = Stranger.open(script)) {
                long begin = System.nanoTime();
                OutsideAnswer answer =
                        outside().send(OutsideRequest.get(stranger.url("/")).within(SOON));
                assertThat(kind(answer)).isEqualTo(Failed.Kind.TOO_SLOW);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            }
        }
        never.countDown();
    }

    @Test
    void aServerThatNeverReadsHoldsNobody() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Buffer more = Buffer.buffer(new byte[64 * 1024 * 1024]);
            OutsideRequest request = OutsideRequest.post("http://127.0.0.1:" + deaf.getLocalPort(), "text/plain", more)
                    .within(SOON);
            assertThat(kind(outside().send(request))).isEqualTo(Failed.Kind.TOO_SLOW);
        }
    }

    @Test
    void bodiesWithoutEndAreCut() {
        List<String> heads = List.of(
                "HTTP/1.1 200 So\r\n\r\n",
                "HTTP/1.1 200 So\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n");
        for (String head : heads) {
            try (Stranger stranger = Stranger.open((_, out) -> {
                Stranger.write(out, head);
                byte[] more = new byte[64 * 1024];
                while (true) out.write(more);
            })) {
                OutsideAnswer answer =
                        outside().send(OutsideRequest.get(stranger.url("/")).answerBytes(1_000));
                assertThat(answer).as(head).isInstanceOf(Answered.class);
                assertThat(((Answered) answer).body().length()).isEqualTo(1_000);
                assertThat(((Answered) answer).cut()).isTrue();
            }
        }
    }

    @Test
    void garbageIsNoAnswer() {
        for (String garbage : List.of(
                "",
                "\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1 999 So\r\n\r\n",
                "HTTP/1.1 200 So\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 So\r\n folded: x\r\n\r\n",
                "HTTP/1.1 200 So\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 So\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 So\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/1.1 100 Go on\r\n\r\n".repeat(20),
                "HTTP/1.1 200 So\r\nx: " + "y".repeat(40_000) + "\r\n\r\n",
                "HTTP/1.1 200 So\r\n" + "x: y\r\n".repeat(9_000) + "\r\n")) {
            try (Stranger stranger = Stranger.open((_, out) -> Stranger.write(out, garbage))) {
                assertThat(kind(outside().send(OutsideRequest.get(stranger.url("/")))))
                        .as(garbage.substring(0, Math.min(60, garbage.length())))
                        .isEqualTo(Failed.Kind.NOT_HTTP);
            }
        }
    }

    @Test
    void bodiesComeInEveryForm() {
        record Case(String answer, String body, boolean cut) {}
        for (Case form : List.of(
                new Case("HTTP/1.1 200 So\r\nContent-Length: 3\r\n\r\nabc", "abc", false),
                new Case("HTTP/1.0 200\r\n\r\nabc", "abc", false),
                new Case("HTTP/1.1 200 So\nContent-Length: 3\n\nabc", "abc", false),
                new Case(
                        "HTTP/1.1 200 So\r\nTransfer-Encoding: Chunked\r\n\r\n2;x=y\r\nab\r\n01\r\nc\r\n0\r\nt: u\r\n\r\n",
                        "abc",
                        false),
                new Case("HTTP/1.1 100 Go on\r\n\r\nHTTP/1.1 200 So\r\nContent-Length: 0\r\n\r\n", "", false),
                new Case("HTTP/1.1 204 None\r\nContent-Length: 9\r\n\r\n", "", false),
                new Case("HTTP/1.1 200 So\r\nContent-Length: 9\r\n\r\nabc", "abc", true),
                new Case("HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", "abc", true))) {
            try (Stranger stranger = Stranger.open((_, out) -> Stranger.write(out, form.answer()))) {
                OutsideAnswer answer = outside().send(OutsideRequest.get(stranger.url("/")));
                assertThat(answer).as(form.answer()).isInstanceOf(Answered.class);
                assertThat(((Answered) answer).body().toString(StandardCharsets.UTF_8))
                        .as(form.answer())
                        .isEqualTo(form.body());
                assertThat(((Answered) answer).cut()).as(form.answer()).isEqualTo(form.cut());
            }
        }
    }

    @Test
    void whoIsNotThereIsToldPlainly() {
        int free;
        try (Stranger gone = Stranger.open(Stranger.answering(200, ""))) {
            free = gone.port();
        }
        assertThat(outside().send(OutsideRequest.get("http://127.0.0.1:" + free)))
                .isEqualTo(new Failed(Failed.Kind.NO_CONNECTION, "No server answers at 127.0.0.1:" + free + "."));
        assertThat(kind(outside("nobody").send(OutsideRequest.get("http://nobody.example"))))
                .isEqualTo(Failed.Kind.NAME_UNKNOWN);
        assertThat(kind(outside("slow").send(OutsideRequest.get("http://slow.example"))))
                .isEqualTo(Failed.Kind.TOO_SLOW);
    }

    @Test
    void aHeaderCannotBecomeTwo() {
        for (String value : List.of("a\r\nb: c", "a\nb", "ü", "a\u0000"))
            assertThatThrownBy(() -> OutsideRequest.get("http://a.example").with("x", value))
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutsideRequest.get("http://a.example").with("x: y\r\nz", "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSystemFindsNames() {
        Outside real = new Outside(Reach.with(List.of("127.0.0.1", "::1")), timer);
        try (Stranger stranger = Stranger.open(Stranger.answering(200, "good"))) {
            assertThat(status(real.send(OutsideRequest.get("http://localhost:" + stranger.port()))))
                    .isEqualTo(200);
        }
        Outside strict = new Outside(Reach.PUBLIC, timer);
        assertThat(reason(strict.send(OutsideRequest.get("http://localhost:8080"))))
                .isEqualTo(Refused.Reason.PRIVATE);
    }

    private static Buffer bytes(String text) {
        return Buffer.buffer(text);
    }

    private static int status(OutsideAnswer answer) {
        assertThat(answer).isInstanceOf(Answered.class);
        return ((Answered) answer).status();
    }

    private static Failed.Kind kind(OutsideAnswer answer) {
        assertThat(answer).isInstanceOf(Failed.class);
        return ((Failed) answer).kind();
    }

    private static Refused.Reason reason(OutsideAnswer answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        return ((Refused) answer).reason();
    }

    private static SSLSocketFactory trusting() {
        try {
            return Stranger.context(IDENTITY).getSocketFactory();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SelfSigned identity() {
        try {
            return SelfSigned.ec(1);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
