package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.Admission;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.live.FlushWindow;
import footlight.live.Frame;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.Publication;
import footlight.live.StreamSettings;
import footlight.live.TrackKind;
import io.netty.buffer.PooledByteBufAllocator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// The real server, asked over real sockets; the encoder's time is the test's. Each test has a stage of its own.
@Timeout(60)
abstract class HlsStage {
    static final String LIST = "/live/night/main.m3u8";

    final MediaMemory memory = new MediaMemory(256 << 20);
    final LocalStreams streams =
            new LocalStreams(new StreamSettings(new FlushWindow.OneFrame(), 8 << 20, 30_000), memory);
    final HlsStreams hls = HlsStreams.of(streams, HlsSettings.DEFAULT, memory, InstantSource.system());
    final Door door = new Door();
    final HlsRoutes routes = new HlsRoutes(hls, door);
    final Loops loops = Loops.open(2);
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Front front;
    LiveStream stream;
    Publication publication;
    long pictures;

    @BeforeEach
    void open() {
        front = Front.open(loops, FrontSettings.local(), List.of(routes));
        stream = streams.open("night", loops.all().getFirst());
        publication = begun(stream);
    }

    /// The encoder is there, or there again.
    void begin() {
        publication = begun(stream);
    }

    private static Publication begun(LiveStream stream) {
        var publication = stream.publish(why -> {});
        publication.format(Film.PICTURE);
        publication.format(Film.SOUND);
        return publication;
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

    int frameBytes = 1000;

    /// Sends so much media, a keyframe each second.
    void roll(int ms) {
        for (long end = pictures + ms * 30L / 1000; pictures < end; pictures++) {
            long at = pictures * 1000 / 30;
            frame(TrackKind.VIDEO, at, pictures % 30 == 0, frameBytes);
            frame(TrackKind.AUDIO, at, false, 100);
        }
        settle();
    }

    /// What was given to the stream has been through it.
    void settle() {
        CompletableFuture<Void> through = new CompletableFuture<>();
        stream.loop().execute(() -> through.complete(null));
        through.join();
    }

    void frame(TrackKind track, long ms, boolean keyframe, int bytes) {
        publication.add(new Frame(
                track,
                ms,
                0,
                keyframe,
                ms,
                PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.httpPort() + path));
        if (headers.length > 0) request.headers(headers);
        return request;
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send(request(path, headers));
    }

    CompletableFuture<HttpResponse<byte[]>> ask(String path) {
        return http.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    String text(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        until(() -> door.waiting() == 0);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static String body(CompletableFuture<HttpResponse<byte[]>> answer) throws Exception {
        HttpResponse<byte[]> got = answer.get(20, TimeUnit.SECONDS);
        assertThat(got.statusCode()).isEqualTo(200);
        return new String(got.body(), StandardCharsets.UTF_8);
    }

    static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return Objects.requireNonNull(matcher.group(1));
    }

    static long nextMsn(String list) {
        long first = Long.parseLong(first(list, "MEDIA-SEQUENCE:([0-9]+)"));
        return first + list.split("#EXTINF", -1).length - 1;
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /// Lets in whoever shows the pass; everyone, when there is none. Knows who is in.
    static final class Door implements PlayGate {
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
