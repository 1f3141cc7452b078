package footlight.app;

import footlight.app.admin.ShowAddresses;
import footlight.app.admin.ShowCommand;
import footlight.app.database.DatabaseAddress;
import footlight.app.database.EmbeddedDatabase;
import footlight.app.demo.DemoEncoder;
import footlight.app.demo.DemoRefused;
import footlight.app.log.Logging;
import footlight.app.log.RecentLines;
import footlight.app.metrics.LoopDelay;
import footlight.app.metrics.Metrics;
import footlight.app.metrics.MetricsDoor;
import footlight.app.ports.EncoderNews;
import footlight.app.ports.Engine;
import footlight.app.programs.FfmpegProgram;
import footlight.app.programs.ProgramCache;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import footlight.engine.flv.FlvRoutes;
import footlight.engine.rtmp.RtmpEdge;
import footlight.engine.srt.SrtEdge;
import footlight.front.Business;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.front.Mount;
import footlight.front.PortUnusable;
import footlight.front.guard.Limits;
import footlight.front.net.Cidr;
import footlight.front.net.TrustedProxies;
import footlight.front.statics.StaticFiles;
import footlight.front.tls.ReloadingCertificate;
import footlight.front.tls.UnusableCertificate;
import footlight.platform.Platform;
import footlight.platform.PlatformSettings;
import footlight.platform.account.SignUp;
import footlight.platform.admin.Machine;
import footlight.platform.mailroom.MailSettings;
import footlight.platform.outside.Reach;
import footlight.platform.show.Addresses;
import footlight.platform.show.ShowSettings;
import footlight.platform.store.Database;
import footlight.platform.store.DatabaseUnusable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server: builds the parts in order, starts them, stops them in the opposite order.
public final class Footlight implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Footlight.class);

    private final ChosenSettings settings;
    private final ProgramCache programs;
    private final Clock clock;
    private final Parts parts;
    private final URI address;

    private Footlight(ChosenSettings settings, ProgramCache programs, Clock clock, Parts parts, URI address) {
        this.settings = settings;
        this.programs = programs;
        this.clock = clock;
        this.parts = parts;
        this.address = address;
    }

    /// Starts everything; the HTTP port answers first and says that the rest is on its way. Blocks until ready.
    /// SIGTERM, and any other end of the process but a kill, stops the parts in order.
    ///
    /// @throws CannotStart for a reason the operator can mend
    public static Footlight open(ChosenSettings settings, Map<String, String> environment, Clock clock) {
        RecentLines log = Logging.as(settings);
        LOG.info("Footlight {} starts with {}", Version.NAME, settings.summary());
        WrongPort.refuseTaken(settings);
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "shutdown"));
        DataFolder data = parts.add("data folder", DataFolder.open(settings.of(Settings.DATA_DIR)));
        ProgramCache programs = ProgramCache.of(environment, data.path().resolve("programs"));

        Business business = new Business();
        Opening opening = new Opening(FlvRoutes.OPEN_PATHS, business);
        Loops loops = parts.add("event loops", Loops.open());
        LoopDelay loopDelay = parts.add("loop delay", LoopDelay.on(loops));
        ReloadingCertificate certificate = certificate(settings, clock);
        Front front = parts.add("front", openFront(loops, settings, certificate, opening));
        ServerAddress addressFile = parts.add("server address", ServerAddress.in(data.path()));
        URI address = addressFile.write(settings.of(Settings.HTTP_HOST), front.httpPort());
        parts.add("readiness", opening::closing);

        opening.step("Starting the database");
        Optional<EmbeddedDatabase> embedded = embedded(settings, data.path(), programs, parts);
        DatabaseAddress database = embedded.map(EmbeddedDatabase::address).orElseGet(() -> ownDatabase(settings));
        Database store = parts.add("database connections", openStore(database));

        opening.step("Opening the stage");
        StaticFiles pages = StaticFiles.ofWebApp();
        Engine engine = parts.add("engine", Engine.of(settings, loops, clock));
        EncoderPorts encoders = new EncoderPorts();
        Platform platform = parts.add(
                "platform",
                openPlatform(
                        platformSettings(settings, data.path(), pages, encoders),
                        store,
                        engine,
                        business,
                        loops,
                        clock,
                        new ThisMachine(settings, data.path(), engine, log)));
        EncoderNews news = engine.news(platform);
        RtmpEdge rtmp = parts.add("rtmp", openRtmp(engine, settings, certificate, platform, news, clock));
        Optional<SrtEdge> srt = openSrt(engine, settings, platform, news, clock);
        srt.ifPresent(edge -> parts.add("srt", edge));
        encoders.open(rtmp, srt);
        parts.add("encoder news", news);

        Metrics metrics =
                new Metrics(Version.NAME, front, business, engine, rtmp, srt, loopDelay, store, platform, log);
        List<Mount> mounts = new ArrayList<>();
        mounts.add(new MetricsDoor(metricsAccess(settings), business, metrics::text));
        mounts.add(engine.flv(platform));
        mounts.add(engine.hls(platform));
        mounts.add(pages);
        mounts.addAll(platform.mounts());
        DatabaseLook databaseLook = new DatabaseLook(store, System::nanoTime);
        opening.ready(
                mounts, () -> Map.of("database", databaseLook.there(), "platform", true, "rtmp", rtmp.port() > 0));
        embedded.ifPresent(EmbeddedDatabase::settle);
        String site = siteUrl(settings, front);
        LOG.info("ready: {}", site);
        platform.setupPath().ifPresent(path -> LOG.info("make the owner's account, once: {}{}", site, path));
        return new Footlight(settings, programs, clock, parts, address);
    }

    /// Where this machine reaches the HTTP port.
    public URI address() {
        return address;
    }

    /// Makes a show that is live at once, sent by the demo's encoder, and prints where to see it. Blocks while it
    /// is set up.
    public void demo(boolean json, PrintStream out) {
        FfmpegProgram ffmpeg = ffmpeg();
        ShowAddresses show = demoShow();
        parts.add("demo", demoEncoder(ffmpeg, show.publishUrl()));
        if (json) out.println(show.printed(true));
        else out.println("The demo is live. Open " + show.watch());
    }

    private ShowAddresses demoShow() {
        try {
            return ShowCommand.demo(settings.of(Settings.DATA_DIR));
        } catch (IOException unwritable) {
            throw new DemoRefused("The demo's show cannot be noted: " + unwritable.getMessage() + ".", unwritable);
        }
    }

    private DemoEncoder demoEncoder(FfmpegProgram ffmpeg, String address) {
        try {
            return DemoEncoder.open(ffmpeg, address, settings.of(Settings.DATA_DIR), clock);
        } catch (IOException unwritable) {
            throw new DemoRefused("The demo's encoder cannot be set up: " + unwritable.getMessage() + ".", unwritable);
        }
    }

    private FfmpegProgram ffmpeg() {
        try {
            return FfmpegProgram.of(settings.find(Settings.FFMPEG_PATH), programs);
        } catch (IllegalStateException missing) {
            throw new DemoRefused("The demo needs ffmpeg: " + missing.getMessage() + ".", missing);
        }
    }

    private static Front openFront(
            Loops loops, ChosenSettings settings, @Nullable ReloadingCertificate certificate, Mount opening) {
        try {
            return Front.open(loops, frontSettings(settings), certificate, List.of(opening));
        } catch (PortUnusable unusable) {
            throw WrongPort.among(settings, unusable);
        }
    }

    private static FrontSettings frontSettings(ChosenSettings settings) {
        return new FrontSettings(
                settings.of(Settings.HTTP_HOST),
                settings.of(Settings.HTTP_PORT),
                settings.find(Settings.HTTPS_PORT).orElse(FrontSettings.NONE),
                proxies(settings),
                settings.find(Settings.PUBLIC_URL).orElse(null),
                List.of(),
                Limits.defaults(),
                Duration.ofMillis(1500));
    }

    private static MetricsDoor.Access metricsAccess(ChosenSettings settings) {
        return switch (settings.of(Settings.METRICS_ACCESS)) {
            case "open" -> new MetricsDoor.Access.Open();
            case "token" ->
                new MetricsDoor.Access.Token(
                        settings.find(Settings.METRICS_TOKEN).orElseThrow());
            default -> new MetricsDoor.Access.Loopback();
        };
    }

    private static TrustedProxies proxies(ChosenSettings settings) {
        boolean standard = settings.of(Settings.PROXY_HEADER).equals("forwarded");
        try {
            List<Cidr> ranges = settings.find(Settings.PROXY_TRUSTED).orElse(List.of()).stream()
                    .map(Cidr::parse)
                    .toList();
            return new TrustedProxies(
                    ranges, standard ? TrustedProxies.Family.FORWARDED : TrustedProxies.Family.X_FORWARDED);
        } catch (IllegalArgumentException malformed) {
            throw new CannotStart("proxy.trusted cannot be used: " + malformed.getMessage(), malformed);
        }
    }

    private static @Nullable ReloadingCertificate certificate(ChosenSettings settings, Clock clock) {
        Optional<Path> chain = settings.find(Settings.TLS_CERT);
        Optional<Path> key = settings.find(Settings.TLS_KEY);
        if (chain.isEmpty() || key.isEmpty()) return null;
        try {
            return ReloadingCertificate.open(chain.get(), key.get(), clock);
        } catch (UnusableCertificate unusable) {
            throw new CannotStart("tls.cert and tls.key cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static DatabaseAddress ownDatabase(ChosenSettings settings) {
        return DatabaseAddress.of(settings.find(Settings.DATABASE_URL).orElseThrow());
    }

    /// Empty when the operator has one of their own.
    private static Optional<EmbeddedDatabase> embedded(
            ChosenSettings settings, Path dataDir, ProgramCache programs, Parts parts) {
        if (settings.find(Settings.DATABASE_URL).isPresent()) return Optional.empty();
        EmbeddedDatabase embedded = parts.add("database", EmbeddedDatabase.open(dataDir, programs));
        parts.atLast(embedded::endAfterUs);
        return Optional.of(embedded);
    }

    private static Database openStore(DatabaseAddress database) {
        try {
            return Database.open(database.jdbcUrl(), database.user(), database.password());
        } catch (DatabaseUnusable unusable) {
            throw new CannotStart("The database cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static RtmpEdge openRtmp(
            Engine engine,
            ChosenSettings settings,
            @Nullable ReloadingCertificate certificate,
            Platform platform,
            EncoderNews news,
            Clock clock) {
        try {
            return engine.openRtmp(settings, certificate, platform, news, clock);
        } catch (PortUnusable unusable) {
            throw WrongPort.among(settings, unusable);
        }
    }

    private static Optional<SrtEdge> openSrt(
            Engine engine, ChosenSettings settings, Platform platform, EncoderNews news, Clock clock) {
        try {
            return engine.openSrt(settings, platform, news, clock);
        } catch (UncheckedIOException taken) {
            throw WrongPort.of(settings, Settings.SRT_PORT, taken);
        }
    }

    private static Platform openPlatform(
            PlatformSettings settings,
            Database store,
            Engine engine,
            Business business,
            Loops loops,
            Clock clock,
            Machine machine) {
        try {
            return Platform.open(
                    settings, store, engine.streams(), business, loops.group(), clock, System::nanoTime, machine);
        } catch (IOException unusable) {
            throw new CannotStart("The data folder cannot be used: " + unusable.getMessage() + ".", unusable);
        }
    }

    private static PlatformSettings platformSettings(
            ChosenSettings settings, Path dataDir, StaticFiles pages, EncoderPorts encoders) {
        Addresses addresses = new Addresses(
                settings.find(Settings.PUBLIC_URL).orElse(null),
                encoders::rtmp,
                encoders::rtmps,
                encoders::srt,
                settings.find(Settings.SRT_PASSPHRASE).isPresent());
        return new PlatformSettings(
                dataDir,
                settings.of(Settings.SITE_NAME),
                pages.shell().orElseThrow(() -> new CannotStart("The pages are missing from this build.")),
                pages.embedShell().orElseThrow(() -> new CannotStart("The player is missing from this build.")),
                addresses,
                new ShowSettings(settings.of(Settings.LIVE_GRACE)),
                settings.of(Settings.API_RATE),
                settings.find(Settings.OUTGOING_PRIVATE).map(Reach::with).orElse(Reach.PUBLIC),
                SignInProviders.of(settings),
                new MailSettings(
                        settings.find(Settings.MAIL_SMTP).orElse(null),
                        settings.find(Settings.MAIL_FROM).orElse(null)),
                SignUp.of(settings.of(Settings.ACCOUNTS_SIGNUP)),
                settings.of(Settings.AUDIT_DAYS));
    }

    private static String siteUrl(ChosenSettings settings, Front front) {
        return settings.find(Settings.PUBLIC_URL).map(URI::toString).orElse("http://localhost:" + front.httpPort());
    }

    @Override
    public void close() {
        parts.close();
    }
}
