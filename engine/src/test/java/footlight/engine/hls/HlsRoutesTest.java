package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.front.tls.ReloadingCertificate;
import footlight.live.FlushWindow;
import footlight.live.Frame;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.Publication;
import footlight.live.StreamSettings;
import footlight.live.TrackKind;
import footlight.testkit.SelfSigned;
import io.netty.buffer.PooledByteBufAllocator;
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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real server, asked over real sockets; the encoder's time is the test's.
@Timeout(60)
class HlsRoutesTest {
    private static final String LIST = "/live/night/main.m3u8";

    private final MediaMemory memory = new MediaMemory(256 << 20);
    private final LocalStreams streams =
            new LocalStreams(new StreamSettings(new FlushWindow.OneFrame(), 8 << 20, 30_000), memory);
    private final HlsStreams hls = HlsStreams.of(streams, HlsSettings.DEFAULT, memory, InstantSource.system());
    private final Door door = new Door();
    private final HlsRoutes routes = new HlsRoutes(hls, door);
    private final Loops loops = Loops.open(2);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Front front;
    private LiveStream stream;
    private Publication publication;
    private long pictures;

    @BeforeEach
    void open() {
        front = Front.open(loops, FrontSettings.local(), List.of(routes));
        stream = streams.open("night", loops.all().getFirst());
        begin();
    }

    private void begin() {
        publication = stream.publish(why -> {});
        publication.format(Film.PICTURE);
        publication.format(Film.SOUND);
    }

    @AfterEach
    void close() {
        door.revokeAll();
        until(() -> door.in.isEmpty());
        streams.close();
        hls.close();
        until(() -> memory.usedBytes() == 0);
        http.close();
        front.close();
        loops.close();
    }

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
    void aReloadThatIsAheadWaitsUntilThePartIsThere() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        CompletableFuture<HttpResponse<byte[]>> part = ask(LIST + "?_HLS_msn=" + msn + "&_HLS_part=10");
        until(() -> door.in.size() == 2);
        assertThat(blocked).isNotDone();
        roll(3000);
        assertThat(body(part)).contains("-" + msn + "-10.m4s");
        roll(2000);
        // Without _HLS_part it is answered with part 0.
        assertThat(body(blocked)).contains("-" + (msn + 1) + "-0.m4s");
    }

    @Test
    void aPartThatIsHintedAtIsSentAsSoonAsItIsThere() throws Exception {
        roll(8100);
        String hint = first(text(LIST), "PRELOAD-HINT:TYPE=PART,URI=\"([^\"]+)\"");
        CompletableFuture<HttpResponse<byte[]>> part = ask("/live/night/" + hint);
        until(() -> door.in.size() == 1);
        roll(400);
        assertThat(part.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(part.get().body()).hasSizeGreaterThan(1000);
    }

    @Test
    void whoAsksTooFarAheadOrNonsenseIsRefused() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        assertThat(get(LIST + "?_HLS_msn=" + (msn + 2)).statusCode()).isEqualTo(400);
        assertThat(get(LIST + "?_HLS_part=2").statusCode()).isEqualTo(400);
        assertThat(get(LIST + "?_HLS_msn=x").statusCode()).isEqualTo(400);
        assertThat(get("/live/night/other.m3u8").statusCode()).isEqualTo(404);
        assertThat(get("/live/night/nothing.m4s").statusCode()).isEqualTo(404);
        assertThat(get("/live/elsewhere/index.m3u8").statusCode()).isEqualTo(404);
    }

    @Test
    void aDropReleasesWhoWaitsAndTheReturnGoesOnInTheSameList() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 1);
        publication.end();
        assertThat(body(blocked)).doesNotContain("ENDLIST", "PRELOAD-HINT");

        CompletableFuture<HttpResponse<byte[]>> during = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 1);
        assertThat(during).isNotDone();
        begin();
        roll(4000);
        assertThat(body(during)).contains("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void duringADropWhoAsksAgainIsAnsweredAfterAWhile() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        publication.end();
        settle();
        long began = System.nanoTime();
        assertThat(body(ask(LIST + "?_HLS_msn=" + (msn + 1)))).doesNotContain("ENDLIST");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isBetween(1500L, 9000L);
    }

    /// hls.js takes a reload of a part for lost after 0.8 target durations, and gives up after some of those.
    @Test
    void whoWaitsForAPartOfAnEncoderThatHasStalledIsAnsweredBeforeTheyGiveUp() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        long began = System.nanoTime();
        assertThat(body(ask(LIST + "?_HLS_msn=" + msn + "&_HLS_part=11"))).contains("PRELOAD-HINT");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isGreaterThan(2000L);
    }

    @Test
    void theEndEndsTheListAndReleasesWhoWaits() throws Exception {
        roll(8100);
        String list = text(LIST);
        String hint = first(list, "PRELOAD-HINT:TYPE=PART,URI=\"([^\"]+)\"");
        long msn = nextMsn(list);
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        CompletableFuture<HttpResponse<byte[]>> hinted = ask("/live/night/" + hint);
        until(() -> door.in.size() == 2);
        stream.end();
        assertThat(body(blocked)).endsWith("#EXT-X-ENDLIST\n");
        assertThat(hinted.get(10, TimeUnit.SECONDS).statusCode()).isIn(200, 404);
        assertThat(text(LIST)).endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void aShowThatIsOverEndsTheListForWhoWaitsBeforeTheyAreSentAway() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 1);
        hls.finish("night");
        door.revokeAll();
        assertThat(body(blocked)).endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void aLeaveTakenBackEndsWaitingAndSeat() throws Exception {
        roll(8100);
        String list = text(LIST);
        long msn = nextMsn(list);
        get("/live/night/" + first(list, "\n([a-z0-9-]+\\.m4s)\n"));
        until(() -> door.counted() == 1);
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 2);
        door.shut = true;
        door.revokeAll();
        assertThat(blocked.get(2, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
        assertThat(door.counted()).isZero();
        assertThat(get(LIST).statusCode()).isEqualTo(403);
    }

    @Test
    void aViewerIsCountedOnceHoweverManyRequestsAndNotForPlaylistsAlone() throws Exception {
        roll(8100);
        String list = text(LIST);
        for (int i = 0; i < 5; i++) text(LIST);
        assertThat(door.counted()).isZero();
        String segment = first(list, "\n([a-z0-9-]+\\.m4s)\n");
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
    void headTellsWhatGetWouldSend() throws Exception {
        roll(8100);
        String path = "/live/night/" + first(text(LIST), "\n([a-z0-9-]+\\.m4s)\n");
        int bytes = get(path).body().length;
        HttpResponse<byte[]> head = send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("content-length")).hasValue(Integer.toString(bytes));
        assertThat(head.body()).isEmpty();
        assertThat(send(request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void whoComesBeforeTheFirstSegmentWaitsForIt() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> early = ask("/live/night/index.m3u8");
        until(() -> door.in.size() == 1);
        roll(4000);
        assertThat(body(early)).contains("main.m3u8");
    }

    @Test
    void whoGoesAwayWhileWaitingIsForgotten() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.httpPort())) {
            socket.getOutputStream()
                    .write(("GET " + LIST + "?_HLS_msn=" + (msn + 1) + " HTTP/1.1\r\nHost: h\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            until(() -> door.in.size() == 1);
        }
        until(() -> door.in.isEmpty());
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

    private int frameBytes = 1000;

    /// Sends so much media, a keyframe each second.
    private void roll(int ms) {
        for (long end = pictures + ms * 30L / 1000; pictures < end; pictures++) {
            long at = pictures * 1000 / 30;
            frame(TrackKind.VIDEO, at, pictures % 30 == 0, frameBytes);
            frame(TrackKind.AUDIO, at, false, 100);
        }
        settle();
    }

    /// What was given to the stream has been through it.
    private void settle() {
        CompletableFuture<Void> through = new CompletableFuture<>();
        stream.loop().execute(() -> through.complete(null));
        through.join();
    }

    private void frame(TrackKind track, long ms, boolean keyframe, int bytes) {
        publication.add(new Frame(
                track,
                ms,
                0,
                keyframe,
                ms,
                PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.httpPort() + path));
        if (headers.length > 0) request.headers(headers);
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send(request(path, headers));
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(String path) {
        return http.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String text(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        until(() -> door.waiting() == 0);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String body(CompletableFuture<HttpResponse<byte[]>> answer) throws Exception {
        HttpResponse<byte[]> got = answer.get(20, TimeUnit.SECONDS);
        assertThat(got.statusCode()).isEqualTo(200);
        return new String(got.body(), StandardCharsets.UTF_8);
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return Objects.requireNonNull(matcher.group(1));
    }

    private static long nextMsn(String list) {
        long first = Long.parseLong(first(list, "MEDIA-SEQUENCE:([0-9]+)"));
        return first + list.split("#EXTINF", -1).length - 1;
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

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /// Lets in whoever shows the pass; everyone, when there is none. Knows who is in.
    private static final class Door implements PlayGate {
        final Set<Leave> in = ConcurrentHashMap.newKeySet();
        volatile String pass = "";
        volatile boolean shut;

        private final class Leave implements Admission.Granted {
            final boolean counted;
            volatile Runnable deed = () -> {};

            Leave(boolean counted) {
                this.counted = counted;
            }

            @Override
            public void onRevoked(Runnable shutDeed) {
                deed = shutDeed;
            }

            @Override
            public void left() {
                in.remove(this);
            }
        }

        @Override
        public Admission admit(PlayRequest request) {
            if (shut || (!pass.isEmpty() && !pass.equals(request.pass())))
                return new Admission.Refused(403, "not-admitted", "Not without a pass.");
            Leave leave = new Leave(request.counted());
            in.add(leave);
            return leave;
        }

        int counted() {
            return (int) in.stream().filter(leave -> leave.counted).count();
        }

        int waiting() {
            return in.size() - counted();
        }

        void revokeAll() {
            List.copyOf(in).forEach(leave -> leave.deed.run());
        }
    }
}
