package footlight.engine.flv;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.Admission;
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
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.testkit.SelfSigned;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FlvRoutesTest {
    private static final TrackFormat.Video PICTURE = new TrackFormat.Video(
            TrackFormat.VideoCodec.H264, 1000, 1280, 720, ByteBuffer.wrap(new byte[] {1, 100, 0, 31}));

    private static final TrackFormat.Video OTHER_PICTURE = new TrackFormat.Video(
            TrackFormat.VideoCodec.H264, 1000, 640, 360, ByteBuffer.wrap(new byte[] {1, 77, 0, 30}));

    private final MediaMemory memory = new MediaMemory(64 << 20);
    private final LocalStreams streams =
            new LocalStreams(new StreamSettings(new FlushWindow.Immediate(), 8 << 20, 30_000), memory);
    private final Door door = new Door();
    private final Loops loops = Loops.open(2);
    private Front front;
    private LiveStream stream;
    private Publication publication;
    private long nextMs;

    @BeforeEach
    void open() {
        front = Front.open(loops, FrontSettings.local(), List.of(new FlvRoutes(streams, door)));
        stream = streams.open("night", loops.all().getFirst());
        publication = stream.publish(why -> {});
        publication.format(PICTURE);
    }

    @AfterEach
    void close() {
        streams.close();
        until(() -> memory.usedBytes() == 0);
        front.close();
        loops.close();
    }

    @Test
    void aViewerGetsTheFileHeadAndThenTheStreamFromAKeyframe() throws Exception {
        frame(true, 100);
        try (Client client = ask("GET", "/live/night.flv")) {
            assertThat(client.head())
                    .startsWith("HTTP/1.1 200")
                    .contains("video/x-flv", "Access-Control-Allow-Origin: *");
            assertThat(client.text(3)).isEqualTo("FLV");
            until(() -> stream.facts().viewers() == 1);
            frame(false, 77);
            client.skipTo((byte) 0x27);
        }
        until(() -> stream.facts().viewers() == 0);
        until(() -> door.left == 1);
    }

    @Test
    void aHeadRequestTellsWithoutPlaying() throws Exception {
        try (Client client = ask("HEAD", "/live/night.flv")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200").contains("video/x-flv");
        }
        assertThat(stream.facts().viewers()).isZero();
        until(() -> door.left == 1);
    }

    @Test
    void anotherSitesPlayerMayAskFirst() throws Exception {
        try (Client client = ask("OPTIONS", "/live/night.flv", "Origin: https://elsewhere.example")) {
            assertThat(client.head()).startsWith("HTTP/1.1 204").containsIgnoringCase("Access-Control-Allow-Origin: *");
        }
    }

    @Test
    void anyOtherMethodIsRefused() throws Exception {
        try (Client client = ask("DELETE", "/live/night.flv")) {
            assertThat(client.head()).startsWith("HTTP/1.1 405").containsIgnoringCase("allow: GET, HEAD, OPTIONS");
        }
    }

    @Test
    void aStreamThatNobodySendsIsNotFound() throws Exception {
        try (Client client = ask("GET", "/live/other.flv")) {
            assertThat(client.head()).startsWith("HTTP/1.1 404");
        }
        until(() -> door.left == 1);
    }

    @Test
    void theDoorIsAskedWithThePassHoweverItIsShown() throws Exception {
        door.pass = "sesame";
        try (Client none = ask("GET", "/live/night.flv");
                Client wrong = ask("GET", "/live/night.flv?pass=no");
                Client query = ask("GET", "/live/night.flv?pass=sesame");
                Client path = ask("GET", "/m/sesame/live/night.flv");
                Client cookie = ask("GET", "/live/night.flv", "Cookie: pass=sesame");
                Client foreign =
                        ask("GET", "/live/night.flv", "Cookie: pass=sesame", "Origin: https://elsewhere.example")) {
            assertThat(none.head()).startsWith("HTTP/1.1 403");
            assertThat(wrong.head()).startsWith("HTTP/1.1 403");
            assertThat(query.head()).startsWith("HTTP/1.1 200");
            assertThat(path.head()).startsWith("HTTP/1.1 200");
            assertThat(cookie.head()).startsWith("HTTP/1.1 200");
            assertThat(foreign.head()).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void whatIsOpenClosesWhenTheLeaveIsTakenBack() throws Exception {
        frame(true, 100);
        try (Client client = ask("GET", "/live/night.flv");
                Client socket = ask("GET", "/live/night.flv", Client.UPGRADE)) {
            client.head();
            socket.head();
            until(() -> stream.facts().viewers() == 2);
            door.revokeAll();
            client.skipToEnd();
            socket.skipToEnd();
        }
        until(() -> stream.facts().viewers() == 0);
    }

    @Test
    void overWebSocketTheStreamComesInBinaryMessages() throws Exception {
        frame(true, 300);
        try (Client client = ask("GET", "/live/night.flv", Client.UPGRADE)) {
            // The answer to the key of RFC 6455, 1.3.
            assertThat(client.head()).startsWith("HTTP/1.1 101").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            byte[] first = client.message(2);
            assertThat(new String(first, 0, 3, StandardCharsets.ISO_8859_1)).isEqualTo("FLV");
            assertThat(client.message(2).length).isGreaterThan(300);

            client.send(0x89, "hi".getBytes(StandardCharsets.UTF_8));
            assertThat(client.message(10)).asString(StandardCharsets.UTF_8).isEqualTo("hi");
            client.send(0x88, new byte[] {3, (byte) 0xE8});
            client.message(8);
            client.skipToEnd();
        }
    }

    @Test
    void aWebSocketOfAnotherVersionIsRefusedClearly() throws Exception {
        try (Client client = ask(
                "GET", "/live/night.flv", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 8")) {
            assertThat(client.head()).startsWith("HTTP/1.1 426").containsIgnoringCase("sec-websocket-version: 13");
        }
    }

    @Test
    void anUnmaskedOrHugeWebSocketMessageEndsTheConnection() throws Exception {
        for (byte[] bad : List.of(new byte[] {(byte) 0x82, 2, 0, 0}, new byte[] {(byte) 0x82, (byte) 0xFE, 127, 0})) {
            try (Client client = ask("GET", "/live/night.flv", Client.UPGRADE)) {
                client.head();
                client.raw(bad);
                client.raw(new byte[1500]);
                client.skipToEnd();
            }
        }
        until(() -> stream.facts().viewers() == 0);
    }

    @Test
    void aViewerWhoReadsNothingNeverHoldsUpTheOthers() throws Exception {
        frame(true, 100);
        try (Client deaf = ask("GET", "/live/night.flv");
                Client reader = ask("GET", "/live/night.flv")) {
            reader.head();
            until(() -> stream.facts().viewers() == 2);
            long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            for (int i = 1; i <= 200; i++) {
                frame(i % 10 == 0, 500_000);
                reader.skip(500_000);
            }
            long held = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before;
            assertThat(held).isLessThan(64 << 20);
            assertThat(deaf.isOpen()).isTrue();
        }
    }

    @Test
    void overHttp2TheBytesComeThroughTheResponse(@TempDir Path folder) throws Exception {
        SelfSigned pair = SelfSigned.ec(1);
        Path chain = Files.writeString(folder.resolve("cert.pem"), pair.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), pair.keyPem());
        ReloadingCertificate certificate = ReloadingCertificate.open(chain, key, InstantSource.system());
        FrontSettings settings = FrontSettings.local().withHttpsPort(0);
        frame(true, 100);
        try (Front secure = Front.open(loops, settings, certificate, List.of(new FlvRoutes(streams, door)));
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .sslContext(trusting(chain))
                        .build()) {
            URI address = URI.create("https://localhost:" + secure.httpsPort() + "/live/night.flv");
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(200);
            try (InputStream body = answer.body()) {
                assertThat(new String(body.readNBytes(3), StandardCharsets.ISO_8859_1))
                        .isEqualTo("FLV");
                until(() -> stream.facts().viewers() == 1);
                frame(false, 200_000);
                assertThat(body.readNBytes(200_000)).hasSize(200_000);
            }
            until(() -> stream.facts().viewers() == 0);
        }
        until(() -> door.left == 1);
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

    @Test
    void theEndOfTheStreamEndsItsViewers() throws Exception {
        frame(true, 100);
        try (Client client = ask("GET", "/live/night.flv")) {
            client.head();
            until(() -> stream.facts().viewers() == 1);
            stream.end();
            client.skipToEnd();
        }
    }

    @Test
    void aWebSocketThatReadsNothingIsClosedSoonAfterTheEndAllTheSame() throws Exception {
        frame(true, 100);
        try (Client deaf = ask("GET", "/live/night.flv", Client.UPGRADE)) {
            until(() -> stream.facts().viewers() == 1);
            for (int i = 0; i < 30; i++) frame(false, 500_000);
            stream.end();
            until(() -> door.left == 1);
            assertThat(deaf.isOpen()).isTrue();
        }
    }

    @Test
    void aViewerTooSlowToHearOfChangedParametersHasToComeAnew() throws Exception {
        frame(true, 100);
        try (Client slow = ask("GET", "/live/night.flv")) {
            until(() -> stream.facts().viewers() == 1);
            for (int i = 0; i < 20; i++) frame(false, 1 << 20);
            publication.format(OTHER_PICTURE);
            for (int i = 0; i < 40; i++) frame(i % 20 == 19, 1 << 20);
            until(() -> door.left == 1);
            assertThat(slow.isOpen()).isTrue();
        }
    }

    @Test
    void whoJoinsLongAfterAKeyframeGetsAllThatCameSince() throws Exception {
        try (Client early = ask("GET", "/live/night.flv")) {
            until(() -> stream.facts().viewers() == 1);
            // More than the socket takes at once, so that the rest has to wait.
            frame(true, 5_000_000);
            for (int i = 0; i < 25; i++) {
                nextMs += 1000;
                frame(false, 100_000);
            }
            early.skip(7_500_000);
            try (Client late = ask("GET", "/live/night.flv")) {
                until(() -> stream.facts().viewers() == 2);
                late.skip(7_500_000);
            }
        }
    }

    private void frame(boolean keyframe, int bytes) {
        ByteBuf payload = PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes);
        publication.add(new Frame(TrackKind.VIDEO, nextMs += 40, 0, keyframe, nextMs, payload));
    }

    private Client ask(String method, String path, String... headers) throws IOException {
        return new Client(front.httpPort(), method, path, headers);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /// Lets in whoever shows the pass; everyone, when there is none.
    private static final class Door implements footlight.engine.PlayGate {
        private final List<Runnable> open = new CopyOnWriteArrayList<>();
        volatile String pass = "";
        volatile int left;
        volatile boolean revoked;

        @Override
        public Admission admit(footlight.engine.PlayRequest request) {
            if (!pass.isEmpty() && !pass.equals(request.pass()))
                return new Admission.Refused(403, "not-admitted", "Not without a pass.");
            return new Admission.Granted() {
                @Override
                public void onRevoked(Runnable shut) {
                    open.add(shut);
                    if (revoked) shut.run();
                }

                @Override
                @SuppressWarnings("NonAtomicVolatileUpdate")
                public void left() {
                    left++;
                }
            };
        }

        void revokeAll() {
            revoked = true;
            open.forEach(Runnable::run);
        }
    }

    /// A client of plain sockets.
    private static final class Client implements AutoCloseable {
        static final String UPGRADE = "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;

        Client(int port, String method, String path, String... headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
            StringBuilder head =
                    new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
            for (String header : headers) head.append(header).append("\r\n");
            raw(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        }

        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
            return head.toString();
        }

        String text(int bytes) throws IOException {
            return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }

        void skip(int bytes) throws IOException {
            in.skipNBytes(bytes);
        }

        void skipTo(byte wanted) throws IOException {
            while (in.readByte() != wanted) {}
        }

        void skipToEnd() throws IOException {
            byte[] sink = new byte[8192];
            try {
                while (in.read(sink) >= 0) {}
            } catch (java.net.SocketException e) {
                // A reset ends it too.
            }
        }

        /// The payload of the next unmasked message, which has to be of this type.
        byte[] message(int type) throws IOException {
            assertThat(in.readUnsignedByte()).isEqualTo(0x80 | type);
            int length = in.readUnsignedByte();
            if (length == 126) length = in.readUnsignedShort();
            if (length == 127) length = (int) in.readLong();
            return in.readNBytes(length);
        }

        /// Sends a masked message, the mask being zero.
        void send(int first, byte[] payload) throws IOException {
            byte[] message = new byte[6 + payload.length];
            message[0] = (byte) first;
            message[1] = (byte) (0x80 | payload.length);
            System.arraycopy(payload, 0, message, 6, payload.length);
            raw(message);
        }

        void raw(byte[] bytes) throws IOException {
            try {
                out.write(bytes);
                out.flush();
            } catch (java.net.SocketException e) {
                // The server has hung up already, which is what the test goes on to see.
            }
        }

        boolean isOpen() {
            return !socket.isClosed();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
