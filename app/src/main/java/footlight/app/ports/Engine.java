package footlight.app.ports;

import footlight.app.settings.ChosenSettings;
import footlight.app.settings.MemoryAmount;
import footlight.app.settings.Settings;
import footlight.engine.EncoderReading;
import footlight.engine.PublishGate;
import footlight.engine.StreamPulse;
import footlight.engine.doctor.EncoderDoctor;
import footlight.engine.flv.FlvRoutes;
import footlight.engine.hls.HlsRoutes;
import footlight.engine.hls.HlsSettings;
import footlight.engine.hls.HlsStreams;
import footlight.engine.rtmp.RtmpEdge;
import footlight.engine.rtmp.RtmpSettings;
import footlight.engine.srt.SrtEdge;
import footlight.engine.srt.SrtSettings;
import footlight.front.Loops;
import footlight.front.Mount;
import footlight.front.tls.ReloadingCertificate;
import footlight.live.FlushWindow;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.MediaMemory;
import footlight.live.StreamSettings;
import footlight.platform.Platform;
import footlight.platform.show.Streams;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The media side of the process: the hub, its edges, and their joints with the platform.
public final class Engine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final int NO_PORT = -1;

    private final LocalStreams streams;
    private final MediaMemory memory;
    private final StreamPulse pulse;
    private final EncoderDoctor doctor;
    private final OpenDoors doors = new OpenDoors();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Loops loops;
    private final HlsStreams hls;
    private final List<Future<?>> timers = new ArrayList<>();

    private Engine(LocalStreams streams, MediaMemory memory, HlsStreams hls, Loops loops, Duration grace, Clock clock) {
        this.streams = streams;
        this.memory = memory;
        this.hls = hls;
        this.loops = loops;
        this.pulse = new StreamPulse(streams);
        this.doctor = new EncoderDoctor(streams, clock);
        long sweepMs = Math.max(1000, grace.toMillis());
        every(1000, () -> sample(clock.millis()));
        every(sweepMs, streams::sweep);
    }

    private void every(long millis, Runnable step) {
        timers.add(loops.group().next().scheduleAtFixedRate(step, millis, millis, TimeUnit.MILLISECONDS));
    }

    private void sample(long nowMs) {
        try {
            pulse.sample(nowMs);
            doctor.look();
        } catch (RuntimeException fault) {
            // Thrown on, it would stop the pulse of every stream for good.
            log.error("the pulse of the streams could not be taken", fault);
        }
    }

    public static Engine of(ChosenSettings settings, Loops loops, Clock clock) {
        StreamSettings usual = StreamSettings.DEFAULT;
        StreamSettings stream = new StreamSettings(
                FlushWindow.parse(settings.of(Settings.LIVE_FLUSH)), usual.runBytes(), usual.runMs());
        MediaMemory memory = new MediaMemory(settings.of(Settings.MEDIA_MEMORY).of(MemoryAmount.ceilingBytes()));
        LocalStreams streams = new LocalStreams(stream, memory);
        HlsSettings cut = new HlsSettings(
                Math.toIntExact(settings.of(Settings.HLS_SEGMENT).toSeconds()), HlsSettings.DEFAULT.partUs());
        HlsStreams hls = HlsStreams.of(streams, cut, memory, clock);
        return new Engine(streams, memory, hls, loops, settings.of(Settings.LIVE_GRACE), clock);
    }

    /// What the platform may ask and tell.
    public Streams streams() {
        return new EngineStreams(streams, hls, pulse, doctor, doors);
    }

    /// What all of it does now. Any thread.
    public EngineNumbers numbers() {
        int published = 0;
        long bps = 0;
        for (LiveStream stream : streams.all()) {
            if (!stream.facts().published()) continue;
            published++;
            bps += pulse.reading(stream.id()).map(EncoderReading::bitrateBps).orElse(0L);
        }
        return new EngineNumbers(
                published,
                streams.all().size(),
                doors.audienceByWay(),
                bps,
                streams.traffic().totals(),
                memory.usedBytes(),
                memory.limitBytes());
    }

    /// Where encoders' comings and goings are told.
    public EncoderNews news(Platform platform) {
        return new EncoderNews(platform.live(), doctor);
    }

    /// The routes of HTTP-FLV and WebSocket-FLV.
    public Mount flv(Platform platform) {
        return new FlvRoutes(streams, new PlayDoor(platform.turnstile(), doors));
    }

    /// The routes of LL-HLS and HLS.
    public Mount hls(Platform platform) {
        HlsRoutes routes = new HlsRoutes(hls, new PlayDoor(platform.turnstile(), doors));
        every(1000, routes::sweep);
        return routes;
    }

    /// Opens the ports for encoders, who are heard until `news` closes.
    ///
    /// @throws footlight.front.PortUnusable when one is taken
    public RtmpEdge openRtmp(
            ChosenSettings settings,
            @Nullable ReloadingCertificate certificate,
            Platform platform,
            EncoderNews news,
            Clock clock) {
        RtmpSettings rtmp = RtmpSettings.on(
                        settings.of(Settings.HTTP_HOST),
                        settings.of(Settings.RTMP_PORT),
                        settings.find(Settings.RTMPS_PORT).orElse(NO_PORT))
                .with(
                        settings.of(Settings.LIVE_TAKEOVER)
                                ? RtmpSettings.Second.TAKES_OVER
                                : RtmpSettings.Second.REFUSED);
        RtmpEdge.House house =
                new RtmpEdge.House(streams, door(platform), new PlayDoor(platform.turnstile(), doors), news, clock);
        return RtmpEdge.open(loops, rtmp, certificate, house);
    }

    private PublishGate door(Platform platform) {
        return new PublishRate(new PublishDoor(platform.live(), blocking), System::nanoTime);
    }

    /// Opens the port for encoders that speak SRT; empty when it is off. When nobody chose the port and another has
    /// it, the server goes on without: two of them on one machine are no mistake.
    ///
    /// @throws UncheckedIOException when the chosen one is taken
    public Optional<SrtEdge> openSrt(ChosenSettings settings, Platform platform, EncoderNews news, Clock clock) {
        int port = settings.of(Settings.SRT_PORT);
        if (port < 0) return Optional.empty();
        SrtSettings srt = SrtSettings.on(
                settings.of(Settings.HTTP_HOST),
                port,
                settings.find(Settings.SRT_PASSPHRASE).orElse(null),
                settings.of(Settings.SRT_LATENCY),
                settings.of(Settings.LIVE_TAKEOVER));
        SrtEdge.House house = new SrtEdge.House(streams, door(platform), news, clock, blocking);
        try {
            return Optional.of(SrtEdge.open(loops, srt, house));
        } catch (UncheckedIOException taken) {
            if (settings.chosen(Settings.SRT_PORT)) throw taken;
            log.warn("SRT is off, for its port is taken ({}); srt.port chooses another", taken.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        timers.forEach(timer -> timer.cancel(false));
        streams.close();
        hls.close();
        blocking.shutdown();
    }
}
