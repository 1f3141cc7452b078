package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.Admission;
import footlight.engine.PublishAnswer;
import footlight.engine.StreamEvents;
import footlight.engine.rtmp.RtmpEdge;
import footlight.engine.rtmp.RtmpSettings;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.live.FlushWindow;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.StreamSettings;
import footlight.testkit.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A real ffmpeg sends by RTMP, and players take it by HLS: the entrance, the hub and the ways out, with everybody let
/// in. At its end no media is held.
final class Broadcast implements AutoCloseable {
    /// Segments of a second, so that few seconds show much.
    private static final HlsSettings SHORT = new HlsSettings(1, HlsSettings.DEFAULT.partUs());

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MediaMemory memory = new MediaMemory(256 << 20);
    private final LocalStreams streams =
            new LocalStreams(new StreamSettings(new FlushWindow.OneFrame(), 8 << 20, 30_000), memory);
    private final HlsStreams hls = HlsStreams.of(streams, SHORT, memory, InstantSource.system());
    private final Loops loops = Loops.open(2);
    private final Front front;
    private final RtmpEdge rtmp;
    private final List<Process> encoders = new CopyOnWriteArrayList<>();

    Broadcast() {
        front = Front.open(loops, FrontSettings.local(), List.of(new HlsRoutes(hls, _ -> new EverybodyMayLook())));
        rtmp = RtmpEdge.open(
                loops,
                RtmpSettings.on("127.0.0.1", 0, -1),
                null,
                new RtmpEdge.House(
                        streams,
                        (request, answer) -> answer.accept(new PublishAnswer.Admitted(request.streamKey())),
                        _ -> new EverybodyMayLook(),
                        new NobodyListens(),
                        InstantSource.system()));
    }

    /// Sends what ffmpeg makes of `arguments`, words with spaces between, to the stream `night`.
    Process send(String arguments) throws IOException {
        String chosen = System.getenv("FOOTLIGHT_FFMPEG_PATH");
        String ffmpeg =
                chosen != null ? chosen : Programs.need("ffmpeg", "ffmpeg").toString();
        List<String> command = new ArrayList<>(List.of(ffmpeg, "-v", "error", "-nostdin", "-re"));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-f", "flv", "rtmp://127.0.0.1:" + rtmp.port() + "/live/night"));
        Process encoder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        encoders.add(encoder);
        until("encoder at the entrance", () -> streams.find("night").isPresent());
        return encoder;
    }

    /// The same, in a moment.
    void sendLater(String arguments, Duration after) {
        CompletableFuture.runAsync(
                () -> {
                    try {
                        send(arguments);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Without a goodbye, as when the network goes.
    void kill(Process encoder) {
        encoder.destroyForcibly()
                .onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    URI multivariant() {
        return URI.create("http://127.0.0.1:" + front.httpPort() + "/live/night/index.m3u8");
    }

    void end() {
        streams.find("night").ifPresent(LiveStream::end);
    }

    @Override
    public void close() {
        for (Process encoder : encoders) kill(encoder);
        rtmp.close();
        streams.close();
        hls.close();
        until("media that is let go", () -> memory.usedBytes() == 0);
        front.close();
        loops.close();
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time left for " + what).isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static final class EverybodyMayLook implements Admission.Granted {
        @Override
        public void onRevoked(Runnable shut) {}

        @Override
        public void left() {}
    }

    private static final class NobodyListens implements StreamEvents {
        @Override
        public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {}

        @Override
        public void publisherOff(String streamId, String reason) {}

        @Override
        public void refused(String streamId, InetSocketAddress from, Refused what, String reason) {}
    }
}
