package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.front.guard.Limits;
import footlight.front.tls.ReloadingCertificate;
import footlight.testkit.SelfSigned;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private final Path folder;
    private final Loops loops = Loops.open(2);
    private final Business business = new Business();
    private final ReloadingCertificate certificate;
    private Front front;

    TlsTest(@TempDir Path files) throws Exception {
        folder = files;
        SelfSigned.ec(1).writeTo(files.resolve("cert.pem"), files.resolve("key.pem"));
        certificate =
                ReloadingCertificate.open(files.resolve("cert.pem"), files.resolve("key.pem"), InstantSource.system());
        Limits.Connections hasty =
                new Limits.Connections(1_000, 1_000, true, Duration.ofSeconds(3), Duration.ofSeconds(20));
        front = Front.open(
                loops,
                FrontSettings.local()
                        .withHttpsPort(0)
                        .withPublicUrl(URI.create("https://localhost"))
                        .withLimits(Limits.defaults().with(hasty)),
                certificate,
                List.of(router -> {
                    router.get("/").handler(ctx -> ctx.end(Caller.of(ctx).origin()));
                    router.post("/say")
                            .handler(business.on(1_000, request -> Answer.of(200, "text/plain", request.body())));
                }));
    }

    @BeforeEach
    void pairIsThere() {
        assertThat(front.httpsPort()).isPositive();
    }

    @AfterEach
    void close() {
        front.close();
        loops.close();
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(RawClient.trustingAll())
                .build();
    }

    private URI at(String path) {
        return URI.create("https://localhost:" + front.httpsPort() + path);
    }

    @Test
    void bothVersionsAreSpokenAndTheCallerIsSecure() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            if (version.name().equals("HTTP_3")) continue;
            try (HttpClient client = client(version)) {
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(at("/")).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).isEqualTo("https://localhost:" + front.httpsPort());
                assertThat(answer.headers().firstValue("strict-transport-security"))
                        .hasValue("max-age=31536000");
                assertThat(answer.headers()
                                .firstValue("content-security-policy")
                                .orElseThrow())
                        .contains("connect-src 'self' wss://localhost:" + front.httpsPort());
            }
        }
    }

    @Test
    void manyRequestsShareOneHttp2Connection() throws Exception {
        try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
            HttpRequest say = HttpRequest.newBuilder(at("/say"))
                    .POST(HttpRequest.BodyPublishers.ofString("hello"))
                    .build();
            client.send(say, HttpResponse.BodyHandlers.ofString());
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) answers.add(client.sendAsync(say, HttpResponse.BodyHandlers.ofString()));
            for (var answer : answers) assertThat(answer.join().body()).isEqualTo("hello");
            assertThat(front.connections()).isEqualTo(1);
        }
    }

    @Test
    void aTooLargeBodyOverHttp2IsRefusedAndTheConnectionGoesOn() throws Exception {
        try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
            HttpRequest large = HttpRequest.newBuilder(at("/say"))
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(200_000)))
                    .build();
            try {
                assertThat(client.send(large, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(413);
            } catch (IOException e) {
                // This client may report the reset of its upload instead of the answer that came with it.
                assertThat(e).hasMessageContaining("RST_STREAM");
            }
            assertThat(client.send(HttpRequest.newBuilder(at("/")).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        Eventually.holds(() -> business.bodyBytes() == 0);
    }

    @Test
    void aNewCertificateIsServedWithoutARestart() throws Exception {
        assertThat(served()).isEqualTo(BigInteger.ONE);
        SelfSigned.rsa(2).writeTo(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        Eventually.holds(() -> served().equals(BigInteger.TWO));
    }

    private BigInteger served() throws Exception {
        try (RawClient client = RawClient.tls(front.httpsPort())) {
            SSLSocket socket = (SSLSocket) client.socket();
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    @Test
    void aHandshakeThatStallsIsGivenUp() throws Exception {
        long began = System.nanoTime();
        try (RawClient stalls = RawClient.plain(front.httpsPort())) {
            stalls.say(new byte[] {22, 3, 1});
            stalls.rest();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
        Eventually.holds(() -> front.connections() == 0);
    }

    @Test
    void whatIsNotTlsIsClosed() throws Exception {
        try (RawClient plain = RawClient.plain(front.httpsPort())) {
            assertThat(plain.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n").rest()).doesNotContain("200");
        }
        try (RawClient odd = RawClient.plain(front.httpPort())) {
            assertThat(odd.say(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 10, 10})
                            .say("\r\n\r\n")
                            .rest())
                    .contains("400 Bad Request");
        }
    }

    @Test
    void slowHeadsAreGivenUpBehindTlsToo() throws Exception {
        front.close();
        Limits hasty = Limits.defaults()
                .with(new Limits.Requests(
                        2_048, 4_096, Duration.ofMillis(300), 100_000, Duration.ofMillis(200), 1_000, 200, 2_000));
        front = Front.open(loops, FrontSettings.local().withHttpsPort(0).withLimits(hasty), certificate, List.of());
        try (RawClient slow = RawClient.tls(front.httpsPort())) {
            assertThat(slow.say("GET / HT").rest()).contains("408");
        }
    }

    @Test
    void anOldProtocolIsRefused() throws Exception {
        try (RawClient client = RawClient.tls(front.httpsPort())) {
            SSLSocket socket = (SSLSocket) client.socket();
            assertThatThrownBy(() -> {
                        socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                        socket.startHandshake();
                    })
                    .isInstanceOf(IOException.class);
        }
    }
}
