package footlight.app.demo;

import footlight.app.programs.FfmpegProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the demo's scene to an RTMP address for as long as it is open: 1280x720 at 30 pictures a second, a keyframe a
/// second, H.264 and AAC, encoded by a child ffmpeg that is started again when it ends. Draws on a thread of its own.
public final class DemoEncoder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoEncoder.class);
    private static final int FPS = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /// A soft fifth, and a short high tone at each full second (the first sample is one's beginning).
    private static final String SOUND = "aevalsrc=exprs="
            + "0.06*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*t/8))+0.04*sin(2*PI*330*t)*(0.6+0.4*sin(2*PI*t/6))"
            + "+0.25*sin(2*PI*880*t)*lt(mod(t\\,1)\\,0.06):s=48000:c=mono";

    private final FfmpegProgram ffmpeg;
    private final DemoTarget target;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Process child;

    private DemoEncoder(FfmpegProgram ffmpeg, DemoTarget target, InstantSource clock) {
        this.ffmpeg = ffmpeg;
        this.target = target;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("demo-encoder").daemon().unstarted(this::run);
    }

    /// Starts sending to `address`, an RTMP address with its stream key, which is never logged, and shown to nobody
    /// who lists processes. `folder` is for the server's own user alone.
    ///
    /// @throws IOException when nothing can be written into `folder`
    public static DemoEncoder open(FfmpegProgram ffmpeg, String address, Path folder, InstantSource clock)
            throws IOException {
        DemoEncoder encoder = new DemoEncoder(ffmpeg, DemoTarget.in(folder, address), clock);
        encoder.thread.start();
        return encoder;
    }

    private void run() {
        DemoScene scene = new DemoScene();
        while (!closed) {
            try {
                send(scene);
            } catch (IOException ended) {
                if (!closed) LOG.warn("demo encoder ended, starting it again: {}", ended.getMessage());
            }
            pause(PAUSE);
        }
    }

    private void send(DemoScene scene) throws IOException {
        Process encoder = ffmpeg.command(arguments())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        child = encoder;
        Thread.ofVirtual().name("demo-encoder-words").start(() -> relayWords(encoder));
        try (OutputStream pictures = encoder.getOutputStream()) {
            // At a full second, so that the tone falls where the digits turn.
            Instant start = Instant.ofEpochSecond(clock.instant().getEpochSecond() + 1);
            pause(Duration.between(clock.instant(), start));
            for (long sent = 0; !closed; sent++) {
                Duration ahead = Duration.between(clock.instant(), start.plusNanos(sent * 1_000_000_000L / FPS));
                if (ahead.isPositive()) pause(ahead);
                pictures.write(scene.at(clock.instant()).planes);
            }
        } finally {
            encoder.destroy();
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(("-hide_banner -loglevel error -nostats"
                        + " -f rawvideo -pix_fmt yuv420p -s 1280x720 -framerate " + FPS + " -i pipe:0"
                        + " -f lavfi -i " + SOUND
                        + " -c:v libx264 -preset superfast -tune zerolatency -profile:v high -bf 0"
                        + " -color_range tv -g " + FPS + " -keyint_min " + FPS + " -sc_threshold 0"
                        + " -b:v 2500k -maxrate 2500k -bufsize 1250k"
                        + " -c:a aac -b:a 128k -ar 48000 -ac 2"
                        + " -flush_packets 1 -f flv -flvflags no_duration_filesize")
                .split(" ")));
        arguments.addAll(target.arguments());
        return arguments;
    }

    private void relayWords(Process encoder) {
        try (BufferedReader words = encoder.errorReader(StandardCharsets.UTF_8)) {
            words.lines().forEach(line -> LOG.warn("demo encoder says: {}", target.withoutKey(line)));
        } catch (IOException | UncheckedIOException ended) {
            LOG.debug("demo encoder's words ended", ended);
        }
    }

    private void pause(Duration time) {
        try {
            boolean ends = closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
            if (ends) closed = true;
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        closing.countDown();
        // A write to a pipe that nobody empties is freed by the reader's end only.
        Process encoder = child;
        if (encoder != null) encoder.destroy();
        target.close();
    }
}
