package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.tls.ReloadingCertificate;
import footlight.testkit.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the addresses of LL-HLS answer at once.
class HlsRoutesTest extends HlsStage {
    @Test
    void fromTheFirstPlaylistAPlayerFindsItsWayToTheMedia() throws Exception {
        roll(10_000);
        String multivariant = text("/live/night/index.m3u8");
        assertThat(multivariant).contains("CODECS=\"avc1.42c01f,mp4a.40.2\"", "RESOLUTION=1280x720", "\nmain.m3u8\n");

        String list = text(LIST);
        HttpResponse<byte[]> init = get("/live/night/" + first(list, "MAP:URI=\"([^\"]+)\""));
        assertThat(init.statusCode()).isEqualTo(200);
        assertThat(new String(init.body(), 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        String segment = first(list, "\n([a-z0-9-]+\\.m4s)\n");
        HttpResponse<byte[]> media = get("/live/night/" + segment);
        assertThat(media.headers().firstValue("content-length")).hasValue(Integer.toString(media.body().length));
        assertThat(media.headers().firstValue("content-type")).hasValue("video/mp4");
        assertThat(media.headers().firstValue("cache-control")).hasValue("public, max-age=31536000, immutable");
        assertThat(media.headers().firstValue("access-control-allow-origin")).hasValue("*");
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        String name = segment.substring(0, segment.length() - 4);
        Matcher part = Pattern.compile("URI=\"(" + name + "-[0-9]+\\.m4s)\"").matcher(list);
        while (part.find()) parts.writeBytes(get("/live/night/" + part.group(1)).body());
        assertThat(media.body()).isEqualTo(parts.toByteArray());
    }

    @Test
    void aViewerIsCountedOnceHoweverManyRequestsAndNotForPlaylistsAlone() throws Exception {
        roll(8100);
        String list = text(LIST);
        for (int i = 0; i < 5; i++) text(LIST);
        assertThat(door.counted()).isZero();
        String segment = first(list, "\n([a-z0-9-]+\\.m4s)\n");
        // Who only asks whether it is still the same is sent nothing.
        String tag = "\"" + segment.substring(0, segment.length() - 4) + "\"";
        assertThat(get("/live/night/" + segment, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(door.counted()).isZero();
        for (int i = 0; i < 5; i++) get("/live/night/" + segment);
        assertThat(door.counted()).isEqualTo(1);
        get("/live/night/" + segment, "User-Agent", "another");
        assertThat(door.counted()).isEqualTo(2);
        get("/m/one/live/night/" + segment);
        get("/m/two/live/night/" + segment);
        assertThat(door.counted()).isEqualTo(4);
        routes.sweep();
        assertThat(door.counted()).isEqualTo(4);
    }

    @Test
    void thePassIsInheritedByThePrefixToWhichTheQueryLeads() throws Exception {
        roll(8100);
        door.pass = "sesame";
        assertThat(get(LIST).statusCode()).isEqualTo(403);
        HttpResponse<byte[]> moved = get("/live/night/index.m3u8?pass=sesame");
        assertThat(moved.statusCode()).isEqualTo(307);
        assertThat(moved.headers().firstValue("location")).hasValue("/m/sesame/live/night/index.m3u8");
        assertThat(get("/m/sesame/live/night/index.m3u8").statusCode()).isEqualTo(200);
        assertThat(get("/m/sesame" + LIST).headers().firstValue("cache-control"))
                .hasValue("private, no-cache");
        String list = text("/m/sesame" + LIST);
        HttpResponse<byte[]> media = get("/m/sesame/live/night/" + first(list, "\n([a-z0-9-]+\\.m4s)\n"));
        assertThat(media.statusCode()).isEqualTo(200);
        assertThat(media.headers().firstValue("cache-control").orElse("")).startsWith("private");
        assertThat(get(LIST, "Cookie", "pass=sesame").statusCode()).isEqualTo(200);
        assertThat(get("/live/night/index.m3u8?pass=a/../b").statusCode()).isEqualTo(401);
    }

    @Test
    void aPlaylistIsPackedForWhoTakesItAndKnownByItsTag() throws Exception {
        roll(8100);
        HttpResponse<byte[]> packed = get(LIST, "Accept-Encoding", "gzip, br");
        assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text(LIST));
        }
        assertThat(packed.body().length).isLessThan(text(LIST).length() / 2);
        String tag = packed.headers().firstValue("etag").orElseThrow();
        HttpResponse<byte[]> again = get(LIST, "Accept-Encoding", "gzip", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(get(LIST, "Accept-Encoding", "gzip;q=0").headers().firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void aDeltaUpdateLeavesOutWhatThePlayerHas() throws Exception {
        roll(8100);
        // While nobody asks the list is short.
        text(LIST);
        roll(60_000);
        String whole = text(LIST);
        String delta = text(LIST + "?_HLS_skip=YES");
        assertThat(delta).contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=");
        assertThat(delta.length()).isLessThan(whole.length());
    }

    @Test
    void aRangeIsAnsweredWithJustThat() throws Exception {
        roll(8100);
        String path = "/live/night/" + first(text(LIST), "\n([a-z0-9-]+\\.m4s)\n");
        byte[] whole = get(path).body();
        HttpResponse<byte[]> some = get(path, "Range", "bytes=10-19");
        assertThat(some.statusCode()).isEqualTo(206);
        assertThat(some.headers().firstValue("content-range")).hasValue("bytes 10-19/" + whole.length);
        assertThat(some.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 10, 20));
        assertThat(get(path, "Range", "bytes=" + whole.length + "-").statusCode())
                .isEqualTo(416);
        assertThat(get(path, "Range", "lines=1-2").body()).isEqualTo(whole);
    }

    @Test
    void aRangeOfSomethingElseIsAnsweredWithTheWhole() throws Exception {
        roll(8100);
        String path = "/live/night/" + first(text(LIST), "\n([a-z0-9-]+\\.m4s)\n");
        HttpResponse<byte[]> whole = get(path);
        String tag = whole.headers().firstValue("etag").orElseThrow();
        assertThat(get(path, "Range", "bytes=10-19", "If-Range", tag).statusCode())
                .isEqualTo(206);
        for (String other : List.of("\"another\"", "W/" + tag, "Fri, 20 Nov 2026 18:00:00 GMT")) {
            HttpResponse<byte[]> answer = get(path, "Range", "bytes=10-19", "If-Range", other);
            assertThat(answer.statusCode()).as(other).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(whole.body());
        }
    }

    @Test
    void headTellsWhatGetWouldSend() throws Exception {
        roll(8100);
        String path = "/live/night/" + first(text(LIST), "\n([a-z0-9-]+\\.m4s)\n");
        HttpResponse<byte[]> head = send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        // Nobody sits down for that.
        until(() -> door.in.isEmpty());
        int bytes = get(path).body().length;
        assertThat(head.headers().firstValue("content-length")).hasValue(Integer.toString(bytes));
        assertThat(head.body()).isEmpty();
        HttpResponse<byte[]> ranged =
                send(request(path).header("Range", "bytes=10-19").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(ranged.statusCode()).as("a range is for GET alone").isEqualTo(200);
        assertThat(send(request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void whoTakesASegmentAndDoesNotReadItKeepsNothingFromBeingForgottenOnceGone() throws Exception {
        frameBytes = 300_000;
        roll(8100);
        String segment = first(text(LIST), "\n([a-z0-9-]+\\.m4s)\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.httpPort())) {
            socket.setReceiveBufferSize(4096);
            socket.getOutputStream()
                    .write(("GET /live/night/" + segment + " HTTP/1.1\r\nHost: h\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            until(() -> door.in.size() == 2);
        }
        until(() -> door.in.size() == 1);
    }

    @Test
    void overHttp2AndTlsTheBytesAreTheSame(@TempDir Path folder) throws Exception {
        SelfSigned pair = SelfSigned.ec(1);
        Path chain = Files.writeString(folder.resolve("cert.pem"), pair.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), pair.keyPem());
        ReloadingCertificate certificate = ReloadingCertificate.open(chain, key, InstantSource.system());
        frameBytes = 5_000;
        roll(8100);
        String path = "/live/night/" + first(text(LIST), "\n([a-z0-9-]+\\.m4s)\n");
        byte[] plain = get(path).body();
        try (Front secure = Front.open(loops, FrontSettings.local().withHttpsPort(0), certificate, List.of(routes));
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .sslContext(trusting(chain))
                        .build()) {
            URI address = URI.create("https://localhost:" + secure.httpsPort() + path);
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(client.sendAsync(
                        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray()));
            }
            for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS).version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.get().body()).isEqualTo(plain);
            }
        }
    }

    private static SSLContext trusting(Path chain) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(chain)) {
            trusted.setCertificateEntry(
                    "self", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
