package footlight.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.RunningFootlight;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An hour of a bad evening, its sixty minutes pressed together: each has a show of its own with a minute's pictures
/// sent as fast as they go, takeovers, drops, viewers of every kind, and strangers at every door. What the server holds
/// must not grow with the minutes, no buffer may be lost, and the log must be clean.
@Tag("long")
@Timeout(3600)
final class AbuseTest {
    private static final int MINUTES = Integer.getInteger("abuse.minutes", 60);
    private static final int LOOK_EVERY = Math.max(1, MINUTES / 6);
    /// By then the pools have their size and every class is loaded.
    private static final int WARM = 2 * LOOK_EVERY;
    /// The minutes pass faster than the clock. A show without anybody is forgotten after ten of its seconds, and its
    /// HLS segments a minute later: before each look the shows of the last minutes are let go of.
    private static final Duration REST = Duration.ofSeconds(80);

    private static final long MIB = 1 << 20;

    private final Random random = new Random(7);
    private final List<AutoCloseable> around = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void memoryStaysFlatOverAnHourOfAbuse() throws Exception {
        try (RunningFootlight server = RunningFootlight.open(folder, "--live.grace=5s", "--media.memory=128MB")) {
            Vitals warm = null;
            for (int minute = 1; minute <= MINUTES; minute++) {
                abuse(server, minute);
                if (minute % LOOK_EVERY != 0) continue;
                rest();
                Vitals now = Vitals.of(server.pid());
                System.out.printf("after %d minutes: %s%n", minute, now);
                if (minute == WARM) warm = now;
                if (warm == null) continue;
                assertThat(now.heapBytes()).as("live heap").isLessThan(warm.heapBytes() + 12 * MIB);
                assertThat(now.directBytes()).as("direct buffers").isLessThan(warm.directBytes() + 48 * MIB);
                assertThat(now.threads()).as("threads").isLessThan(warm.threads() + 10);
                assertThat(now.residentBytes()).as("resident").isLessThan(warm.residentBytes() * 115 / 100 + 40 * MIB);
            }
            assertThat(server.status("GET", server.show("Afterwards").watch())).isEqualTo(200);
        }
    }

    private static void rest() {
        long end = System.nanoTime() + REST.toNanos();
        for (long left = REST.toNanos(); left > 0; left = end - System.nanoTime()) LockSupport.parkNanos(left);
    }

    private void abuse(RunningFootlight server, int minute) throws Exception {
        ShowAddresses show = server.show("Minute " + minute);
        URI http = URI.create(show.watch());
        URI rtmp = URI.create(show.rtmp());
        try (Encoder first = Encoder.publish(show)) {
            first.picture(0, true, 5000);
            server.awaitMedia(show);
            viewers(show);
            send(first, 0, 700);
            // Another takes over while the first still sends, and drops without a goodbye.
            Encoder second = Encoder.publish(show);
            viewers(show);
            send(second, 0, 400);
            strangers(http, rtmp, URI.create(Objects.requireNonNull(show.srt())));
            second.drop();
            // And comes back with a clock that begins somewhere else.
            try (Encoder third = Encoder.publish(show)) {
                send(third, 4_000_000_000L, 400);
                odd(third);
            }
        }
        for (AutoCloseable open : around) open.close();
        around.clear();
    }

    private static void send(Encoder encoder, long fromMs, int pictures) throws IOException {
        for (int i = 0; i < pictures; i++) {
            encoder.picture(fromMs + i * 40L, i % 25 == 0, i % 25 == 0 ? 30_000 : 4_000);
            encoder.sound(fromMs + i * 40L);
            encoder.sound(fromMs + i * 40L + 20);
        }
    }

    /// What encoders should not send: times that leap and fall back, formats in between, pictures without an end.
    private void odd(Encoder encoder) throws IOException {
        for (int i = 0; i < 100; i++) {
            encoder.picture(random.nextInt(), random.nextInt(10) == 0, 1 + random.nextInt(20_000));
            encoder.sound(random.nextInt() & 0xFFFFFFFFL);
            if (i % 20 == 0) encoder.formats();
        }
    }

    /// Some read, some never, some are gone at once, some hang up in the middle of asking.
    private void viewers(ShowAddresses show) throws IOException {
        URI url = URI.create(show.flv());
        for (int i = 0; i < 5; i++) around.add(Watcher.of(show.flv()));
        for (int i = 0; i < 3; i++) around.add(asking(url, "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: x\r\n\r\n"));
        for (int i = 0; i < 3; i++) Watcher.of(show.flv()).close();
        URI list = URI.create(show.hls());
        // The list, the list to come, and one that cannot: some wait, some are gone while they wait.
        for (String which : List.of("", "?_HLS_msn=1&_HLS_part=0", "?_HLS_msn=2", "?_HLS_msn=900000")) {
            String ask = "GET " + list.getRawPath() + which + " HTTP/1.1\r\nHost: x\r\n\r\n";
            around.add(asking(list, ask));
            asking(list, ask).close();
        }
        asking(url, "GET " + url.getRawPath()).close();
        around.add(asking(
                url,
                "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    }

    private void strangers(URI http, URI rtmp, URI srt) throws IOException {
        for (URI door : List.of(http, rtmp)) {
            for (int i = 0; i < 5; i++) {
                byte[] noise = new byte[1 + random.nextInt(4000)];
                random.nextBytes(noise);
                asking(door, new String(noise, StandardCharsets.ISO_8859_1)).close();
            }
        }
        around.add(asking(rtmp, "\u0003" + "x".repeat(700)));
        try (DatagramSocket datagrams = new DatagramSocket()) {
            for (int i = 0; i < 50; i++) {
                byte[] noise = new byte[1 + random.nextInt(1400)];
                random.nextBytes(noise);
                // Half of them look like control packets.
                noise[0] = (byte) (i % 2 == 0 ? 0x80 : noise[0]);
                datagrams.send(
                        new DatagramPacket(noise, noise.length, InetAddress.getLoopbackAddress(), srt.getPort()));
            }
        }
        around.add(asking(http, "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n{"));
        for (int i = 0; i < 5; i++) {
            around.add(asking(
                    http,
                    "GET /link HTTP/1.1\r\nHost: " + http.getRawAuthority()
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        }
        for (String path : List.of("/", "/s/nobody", "/api/v1/shows", "/live/nobody.flv", "/%00", "/live/a/index.m3u8"))
            around.add(asking(http, "GET " + path + " HTTP/1.1\r\nHost: " + http.getRawAuthority() + "\r\n\r\n"));
    }

    private static Socket asking(URI door, String words) throws IOException {
        Socket socket = new Socket(door.getHost(), door.getPort());
        try {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException shut) {
            // Turned away before the last word.
        }
        return socket;
    }
}
