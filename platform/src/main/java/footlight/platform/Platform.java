package footlight.platform;

import footlight.front.Business;
import footlight.front.Mount;
import footlight.front.link.Handshake;
import footlight.front.link.PageLink;
import footlight.platform.account.Accounts;
import footlight.platform.account.AdminToken;
import footlight.platform.account.EntranceRoutes;
import footlight.platform.account.FreshSession;
import footlight.platform.account.Identity;
import footlight.platform.account.OwnSessions;
import footlight.platform.account.SessionCookie;
import footlight.platform.account.SessionRoutes;
import footlight.platform.account.SignInCodeRoutes;
import footlight.platform.account.WayInRoutes;
import footlight.platform.admin.Census;
import footlight.platform.admin.Machine;
import footlight.platform.admin.Office;
import footlight.platform.api.ApiDocument;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Once;
import footlight.platform.api.Rates;
import footlight.platform.audit.AuditLog;
import footlight.platform.audit.AuditRoutes;
import footlight.platform.calendar.Calendars;
import footlight.platform.channel.ChannelRoutes;
import footlight.platform.channel.Channels;
import footlight.platform.chore.Chores;
import footlight.platform.door.Bouncer;
import footlight.platform.door.DoorHouse;
import footlight.platform.door.Revocations;
import footlight.platform.door.Turnstile;
import footlight.platform.embed.EmbedPage;
import footlight.platform.embed.EmbedRoutes;
import footlight.platform.embed.EmbedRules;
import footlight.platform.embed.OEmbed;
import footlight.platform.follow.FollowRoutes;
import footlight.platform.follow.NoticeHouse;
import footlight.platform.identity.IdentityHouse;
import footlight.platform.key.ApiKeys;
import footlight.platform.key.KeyOrPerson;
import footlight.platform.key.KeyRoutes;
import footlight.platform.mailroom.MailRoom;
import footlight.platform.mailroom.MailRoutes;
import footlight.platform.outside.Outside;
import footlight.platform.page.Crawlers;
import footlight.platform.page.Pages;
import footlight.platform.picture.Avatars;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import footlight.platform.self.SelfHouse;
import footlight.platform.show.Covers;
import footlight.platform.show.DoorParts;
import footlight.platform.show.LiveShows;
import footlight.platform.show.ShowBoard;
import footlight.platform.show.ShowEvents;
import footlight.platform.show.ShowHouse;
import footlight.platform.show.Streams;
import footlight.platform.show.TopicDoor;
import footlight.platform.store.Database;
import footlight.platform.team.Letters;
import footlight.platform.team.PostedLetters;
import footlight.platform.team.TeamRoutes;
import footlight.platform.usher.UsherHouse;
import footlight.platform.webhook.WebhookHouse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The product, put together: what to mount on the ports, what the engine asks and reports, who may come in.
public final class Platform implements AutoCloseable {
    private final List<Mount> mounts;
    private final LiveShows live;
    private final ShowEvents showEvents;
    private final Turnstile turnstile;
    private final Revocations revocations;
    private final @Nullable String setupPath;
    private final Chores chores;
    private final List<Level> levels;

    private Platform(
            List<Mount> mounts,
            LiveShows live,
            ShowEvents showEvents,
            Turnstile turnstile,
            Revocations revocations,
            @Nullable String setupPath,
            Chores chores,
            List<Level> levels) {
        this.mounts = mounts;
        this.live = live;
        this.showEvents = showEvents;
        this.turnstile = turnstile;
        this.revocations = revocations;
        this.setupPath = setupPath;
        this.chores = chores;
        this.levels = levels;
    }

    /// Blocks on the database and the disk.
    ///
    /// @param timer any loop that runs tasks later; nothing of the platform blocks it
    /// @param nanos time that only counts on, whatever the wall's clock is set to, such as [System#nanoTime]
    /// @param machine what the process around it knows of itself
    /// @throws IOException when the data folder cannot be read or written
    public static Platform open(
            PlatformSettings settings,
            Database database,
            Streams streams,
            Business business,
            ScheduledExecutorService timer,
            InstantSource wallClock,
            LongSupplier nanos,
            Machine machine)
            throws IOException {
        // The database keeps microseconds and pages need no more than milliseconds: one precision everywhere.
        InstantSource clock = () -> wallClock.instant().truncatedTo(ChronoUnit.MILLIS);
        SecretKey secret = SecretKey.open(settings.dataDir());
        RandomNames names = new RandomNames();
        Chores chores = new Chores(timer);
        MailRoom mailRoom = MailRoom.open(
                database.jdbi(),
                secret,
                settings.mail(),
                settings.siteName(),
                settings.addresses().originOrNothing(),
                names,
                chores,
                clock);
        Channels channels = Channels.open(database.jdbi(), settings.siteName(), names, clock);
        Accounts accounts = new Accounts(database.jdbi(), secret.signer("csrf"), names, clock);
        Identity identity = new Identity(accounts.sessions(), AdminToken.renew(settings.dataDir(), names));
        DoorHouse doors = DoorHouse.open(database.jdbi(), secret, names, channels, clock);
        TopicDoor topicDoor = new TopicDoor(
                database.jdbi(),
                channels,
                doors.doorkeeper(),
                doors.locks(),
                handshake -> listener(identity, handshake));
        PageLink link = new PageLink(topicDoor, wallClock);
        ShowBoard board = new ShowBoard(doors.locks()::locked);
        Turnstile turnstile = doors.turnstile(board);
        Runnable review = () -> streams.review(turnstile::mayStay);
        Bouncer bouncer = doors.bouncer(showId -> {
            review.run();
            link.askAgain(
                    _ -> true, topic -> showId == null ? topicDoor.guarded(topic) : topic.equals("show:" + showId));
        });
        AuditLog deeds = new AuditLog(database.jdbi(), Duration.ofDays(settings.auditDays()), clock);
        chores.every(Duration.ofHours(1), "old-deeds", deeds::prune);
        Covers covers = new Covers(settings.dataDir(), business);
        ShowHouse house = ShowHouse.open(
                database.jdbi(),
                secret,
                names,
                channels,
                deeds,
                covers,
                board,
                new DoorParts(doors.doorkeeper(), doors.locks(), bouncer),
                streams,
                new LinkAnnouncements(link),
                settings.addresses(),
                new EmbedRules(database.jdbi()),
                settings.shows(),
                clock,
                nanos);

        SessionRoutes sessions = new SessionRoutes(
                accounts,
                channels,
                settings.siteName(),
                token -> link.askAgain(page -> carries(page, token)),
                deeds,
                clock);
        ApiKeys keys = new ApiKeys(database.jdbi(), names, clock);
        ApiRoutes api = new ApiRoutes(
                ApiDocument.read(),
                business,
                new KeyOrPerson(keys, identity),
                keys,
                new Rates(settings.apiRate(), Duration.ofMinutes(1), clock),
                new Once(database.jdbi(), secret.seal("answer"), clock));
        sessions.on(api);
        // Whoever was signed out elsewhere is asked again who they are.
        Runnable signedOut = () -> link.askAgain(page -> session(page).isPresent());
        OwnSessions ownSessions = new OwnSessions(accounts, signedOut, deeds);
        ownSessions.on(api);
        Outside outside = new Outside(settings.reach(), timer);
        IdentityHouse identities = IdentityHouse.open(
                database.jdbi(),
                secret,
                names,
                settings.providers(),
                outside,
                business,
                accounts,
                settings.signUp(),
                sessions,
                identity,
                settings.addresses(),
                deeds,
                mailRoom.sends(),
                clock);
        identities.routes().on(api);
        identities.registrations().on(api);
        new AuditRoutes(deeds, channels).on(api);
        Avatars avatars = new Avatars(settings.dataDir(), business);
        SelfHouse.open(
                        database.jdbi(),
                        avatars,
                        new FreshSession(accounts.sessions()),
                        ownSessions,
                        identities.routes(),
                        mailRoom,
                        settings.siteName(),
                        bouncer::everywhere,
                        signedOut,
                        deeds,
                        clock)
                .on(api);
        new SignInCodeRoutes(
                        database.jdbi(),
                        accounts,
                        sessions,
                        mailRoom,
                        settings.siteName(),
                        settings.signUp(),
                        deeds,
                        secret.signer("sign-in code"),
                        signedOut,
                        clock)
                .on(api);
        new WayInRoutes(database.jdbi(), accounts, mailRoom, settings.siteName(), deeds, signedOut, names, clock)
                .on(api);
        new ChannelRoutes(channels, accounts::verified, deeds).on(api);
        // Whoever is told of their studio's encoder is asked again who they are.
        TeamRoutes.Changed teamChanged = (channelId, accountId) -> {
            bouncer.person(channelId, accountId);
            link.askAgain(page -> session(page).isPresent());
        };
        Letters letters = new PostedLetters(mailRoom, settings.siteName());
        TeamRoutes team = new TeamRoutes(
                database.jdbi(), channels, settings.addresses(), letters, deeds, teamChanged, names, clock);
        team.on(api);
        new EntranceRoutes(
                        database.jdbi(),
                        accounts,
                        sessions,
                        mailRoom,
                        settings.siteName(),
                        settings.signUp(),
                        team::invited,
                        deeds,
                        signedOut,
                        names,
                        clock)
                .on(api);
        new KeyRoutes(keys, channels, deeds).on(api);
        house.showRoutes().on(api);
        house.liveRoutes().on(api);
        house.streamKeyRoutes().on(api);
        house.newShow().on(api);
        house.channelEnd().on(api);
        UsherHouse.open(house, doors, bouncer, settings.addresses(), mailRoom, names, deeds)
                .on(api);
        new EmbedRoutes(database.jdbi(), channels, house.shows(), deeds).on(api);
        new FollowRoutes(database.jdbi(), channels, house.shows(), house.showRoutes(), settings.addresses(), clock)
                .on(api);
        new MailRoutes(
                        mailRoom,
                        settings.mail(),
                        new FreshSession(accounts.sessions()),
                        settings.siteName(),
                        (asker, end) -> deeds.note(asker, "mail.test", "server", end),
                        (asker, letter) -> deeds.note(asker, "mail.again", letter, ""))
                .on(api);
        chores.every(Duration.ofSeconds(1), "every-second", house.live()::everySecond);
        chores.every(Duration.ofSeconds(1), "on-time", house.live()::onTime);
        chores.every(Duration.ofHours(1), "old-show-events", house.forgetOldEvents());
        NoticeHouse notices =
                NoticeHouse.open(database.jdbi(), business, house.events(), mailRoom, secret, chores, clock);
        Calendars calendars = new Calendars(business, channels, house.shows(), settings.addresses(), clock);
        doors.begin(chores, review);
        Census census = new Census(database.jdbi());
        chores.every(Duration.ofMinutes(1), "census", census::take).run();
        WebhookHouse webhooks = WebhookHouse.open(
                database.jdbi(), secret, outside, house.events(), channels, deeds, chores, names, clock);
        webhooks.on(api);
        chores.every(Duration.ofSeconds(30), "letter-counts", mailRoom::count);
        Runnable lookAgain = () -> link.askAgain(page -> session(page).isPresent());
        Office.open(
                        database,
                        machine,
                        census,
                        accounts,
                        channels,
                        house.live(),
                        settings.addresses(),
                        deeds,
                        lookAgain,
                        bouncer::shutOut,
                        names,
                        clock)
                .on(api);
        EmbedPage embed = new EmbedPage(
                settings.embedHtml(),
                business,
                sessions,
                database.jdbi(),
                house.shows(),
                house.showRoutes(),
                settings.addresses(),
                settings.siteName());
        OEmbed oembed = new OEmbed(business, channels, house.shows(), settings.addresses(), settings.siteName());
        Crawlers crawlers = new Crawlers(business, channels, house.shows(), settings.addresses(), clock);
        Pages pages = new Pages(
                settings.indexHtml(),
                business,
                identity,
                sessions,
                channels,
                house.shows(),
                house.showRoutes(),
                settings.addresses(),
                settings.siteName());
        return new Platform(
                List.of(
                        api,
                        identities.auth(),
                        covers,
                        avatars,
                        link,
                        calendars,
                        embed,
                        oembed,
                        crawlers,
                        notices.stopPage(),
                        pages),
                house.live(),
                house.events(),
                turnstile,
                bouncer,
                accounts.renewSetupToken().map(token -> "/setup?token=" + token).orElse(null),
                chores,
                levels(census, mailRoom, webhooks));
    }

    private static List<Level> levels(Census census, MailRoom mail, WebhookHouse webhooks) {
        return List.of(
                new Level("footlight_accounts", "About how many accounts.", () -> census.of("account")),
                new Level("footlight_sessions", "About how many sessions.", () -> census.of("session")),
                new Level("footlight_channels", "About how many channels.", () -> census.of("channel")),
                new Level("footlight_shows", "About how many shows.", () -> census.of("show")),
                new Level("footlight_letters_waiting", "Letters that no mail server has taken yet.", () -> mail.counts()
                        .waiting()),
                new Level(
                        "footlight_letters_oldest_seconds",
                        "How long the letter that waits longest has waited.",
                        () -> mail.counts().oldestSeconds()),
                new Level("footlight_letters_sent_total", "Letters that the mail server took.", () -> mail.counts()
                        .sent()),
                new Level(
                        "footlight_letters_refused_total",
                        "Tries to send letters that came to nothing.",
                        () -> mail.counts().refused()),
                new Level(
                        "footlight_letters_given_up_total", "Letters that are not tried any more.", () -> mail.counts()
                                .givenUp()),
                new Level(
                        "footlight_webhook_deliveries_waiting",
                        "Deliveries to webhooks that are not done, those to be tried later too.",
                        () -> webhooks.counts().waiting()),
                new Level(
                        "footlight_webhook_deliveries_late_seconds",
                        "How late the delivery is that should have gone first.",
                        () -> webhooks.counts().lateSeconds()),
                new Level(
                        "footlight_webhook_deliveries_arrived_total",
                        "Deliveries that a webhook's receiver took.",
                        () -> webhooks.counts().arrived()),
                new Level(
                        "footlight_webhook_attempts_failed_total",
                        "Attempts to deliver to webhooks that came to nothing.",
                        () -> webhooks.counts().failed()),
                new Level(
                        "footlight_webhook_deliveries_given_up_total",
                        "Deliveries to webhooks that are not tried any more.",
                        () -> webhooks.counts().givenUp()));
    }

    /// In this order; whatever else has routes goes before them.
    public List<Mount> mounts() {
        return mounts;
    }

    /// What the engine asks about encoders, and where it reports them.
    public LiveShows live() {
        return live;
    }

    /// What happens to shows.
    public ShowEvents showEvents() {
        return showEvents;
    }

    /// Who may receive media; for event loops.
    public Turnstile turnstile() {
        return turnstile;
    }

    /// Takes back what somebody was let in by.
    public Revocations revocations() {
        return revocations;
    }

    /// While there is no account: the path and query of the first run's one-time link, new at each start. A
    /// secret, for the operator's log alone.
    public Optional<String> setupPath() {
        return Optional.ofNullable(setupPath);
    }

    /// How much there is of everything, for the metrics.
    public List<Level> levels() {
        return levels;
    }

    /// Stops what runs by itself. The database is whoever's who opened it.
    @Override
    public void close() {
        chores.close();
    }

    private static Asker listener(Identity identity, Handshake handshake) {
        if (handshake.caller().foreign()) return new Asker.Nobody();
        return session(handshake).map(identity::ofCookie).orElseGet(Asker.Nobody::new);
    }

    private static boolean carries(Handshake handshake, String token) {
        return session(handshake).filter(token::equals).isPresent();
    }

    private static Optional<String> session(Handshake handshake) {
        return handshake.cookie(SessionCookie.name(handshake.caller().secure()));
    }
}
