package footlight.platform.show;

import footlight.platform.api.Refusals;
import footlight.platform.door.Doors;
import footlight.platform.show.LifeCycle.Event;
import footlight.platform.show.LifeCycle.Step;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows while they run: encoders come and go, creators start and end, and pages hear of it. The database has the last
/// word on a phase; while it is away, memory has, and it is written later. What the engine reports may be told from
/// any thread and never blocks; the rest blocks on the database.
public final class LiveShows {
    private static final Logger log = LoggerFactory.getLogger(LiveShows.class);
    private static final int LONGEST_KEY = 100;

    private final ShowTable table;
    private final StreamKeys keys;
    private final ShowBoard board;
    private final Streams streams;
    private final Announcements announcements;
    private final ShowJson json;
    private final ShowSettings settings;
    private final InstantSource clock;

    LiveShows(
            ShowTable table,
            StreamKeys keys,
            ShowBoard board,
            Streams streams,
            Announcements announcements,
            ShowJson json,
            ShowSettings settings,
            InstantSource clock) {
        this.table = table;
        this.keys = keys;
        this.board = board;
        this.streams = streams;
        this.announcements = announcements;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /// For the door.
    public Doors doors() {
        return board;
    }

    /// After a start of the process no encoder is on: what was live is interrupted until its encoder returns.
    void resume() {
        Instant now = clock.instant();
        for (Show show : table.inPhases(Phase.LIVE, Phase.INTERRUPTED)) {
            boolean wasLive = show.phase() == Phase.LIVE;
            Show resumed = wasLive ? show.moved(Phase.INTERRUPTED, now) : show;
            if (wasLive) table.savePhase(resumed);
            board.of(resumed);
        }
    }

    /// Whether an encoder with this key may publish. Blocks on the database; while that is away, the key that was
    /// let in last still is.
    public Publishing mayPublish(String key, InetSocketAddress from) {
        if (key.length() > LONGEST_KEY) return new Publishing.Refused("This is not a stream key.");
        byte[] lookup = keys.lookup(key);
        try {
            Optional<KeyTable.Found> found = keys.find(lookup);
            if (found.isEmpty()) return new Publishing.Refused("There is no such stream key.");
            Optional<Show> show = table.byId(found.get().showId());
            if (show.isEmpty()) return new Publishing.Refused("The show of this stream key was deleted.");
            return mayPublish(show.get(), found.get(), lookup, from);
        } catch (JdbiException away) {
            log.warn("a stream key cannot be looked up: {}", away.getMessage());
            return board.all().stream()
                    .filter(live ->
                            live.admittedBefore(lookup) && !over(live.show().phase()))
                    .findFirst()
                    .<Publishing>map(live -> new Publishing.Admitted(live.show().streamId()))
                    .orElseGet(() -> new Publishing.Refused("Stream keys cannot be checked now."));
        }
    }

    private Publishing mayPublish(Show show, KeyTable.Found key, byte[] lookup, InetSocketAddress from) {
        if (key.retiredAt() != null) {
            String reason = "This stream key was replaced at " + key.retiredAt() + ".";
            refused(board.of(show), from, RefusedEncoder.Kind.KEY_ROTATED, reason);
            return new Publishing.Refused(reason);
        }
        if (over(show.phase())) {
            String reason = "This show has ended.";
            board.byShow(show).ifPresent(live -> refused(live, from, RefusedEncoder.Kind.SHOW_ENDED, reason));
            return new Publishing.Refused(reason);
        }
        board.of(show).admitted(lookup);
        return new Publishing.Admitted(show.streamId());
    }

    /// An encoder is on. For a take-over: first off, then on.
    ///
    /// @param protocol such as `rtmp`
    public void encoderOn(String streamId, String protocol, InetSocketAddress from) {
        Instant now = clock.instant();
        tell(streamId, live -> {
            // Ended, deleted or given another key since it was let in.
            if (!live.someKeyAdmitted()) {
                streams.closePublisher(streamId, "The stream key was replaced.");
                return;
            }
            live.encoder(new LiveShow.EncoderOn(protocol, address(from), now));
            Optional<Show> show = latest(live);
            if (show.isEmpty() || over(show.get().phase())) {
                streams.closePublisher(streamId, "The show is over.");
                return;
            }
            announcements.tell(
                    studio(live), new JsonObject().put("type", "encoder.on").put("encoder", encoder(live)));
            happened(live, show.get(), show.get().autoStart() ? Event.ENCODER_ON_STARTS : Event.ENCODER_ON);
        });
    }

    /// @param reason one plain sentence
    public void encoderOff(String streamId, String reason) {
        tell(streamId, live -> {
            live.encoder(null);
            announcements.tell(
                    studio(live), new JsonObject().put("type", "encoder.off").put("reason", reason));
            latest(live).ifPresent(show -> happened(live, show, Event.ENCODER_OFF));
            forgetIfOver(live);
        });
    }

    /// The engine itself refused an encoder of this stream.
    ///
    /// @param reason one plain sentence, such as `A second encoder was refused.`
    public void encoderRefused(String streamId, InetSocketAddress from, RefusedEncoder.Kind kind, String reason) {
        tell(streamId, live -> refused(live, from, kind, reason));
    }

    private void refused(LiveShow live, InetSocketAddress from, RefusedEncoder.Kind kind, String reason) {
        RefusedEncoder refusal = new RefusedEncoder(clock.instant(), address(from), kind, reason);
        live.refused(refusal);
        announcements.tell(
                studio(live), new JsonObject().put("type", "encoder.refused").put("refusal", refusal.json()));
    }

    private interface Deed {
        void on(LiveShow live);
    }

    private void tell(String streamId, Deed deed) {
        Optional<LiveShow> found = board.byStream(streamId);
        if (found.isEmpty()) {
            streams.closePublisher(streamId, "There is no such show any more.");
            return;
        }
        LiveShow live = found.get();
        live.events.run(() -> locked(live, () -> deed.on(live)));
    }

    private void happened(LiveShow live, Show show, Event event) {
        if (!(LifeCycle.after(show.phase(), event) instanceof Step.To(Phase phase))) return;
        Show next = show.moved(phase, clock.instant());
        try {
            table.savePhase(next);
            live.unsaved(false);
        } catch (JdbiException away) {
            log.warn("show {} is {}, to be written later: {}", next.id(), phase.word(), away.getMessage());
            live.unsaved(true);
        }
        became(live, show.phase(), next);
    }

    /// Goes live.
    ///
    /// @throws footlight.front.Refusal when no encoder is on or the show is over
    Show start(Show show) {
        return byHand(show, live -> live.encoder() == null ? Event.START_WITHOUT_ENCODER : Event.START);
    }

    /// @throws footlight.front.Refusal when it is not live yet
    Show end(Show show) {
        return byHand(show, _ -> Event.END);
    }

    private interface Choice {
        Event of(LiveShow live);
    }

    private Show byHand(Show asked, Choice choice) {
        LiveShow live = board.of(asked);
        live.lock.lock();
        try {
            Show show = live.unsaved() ? live.show() : table.byId(asked.id()).orElseThrow(Shows::none);
            live.show(show);
            switch (LifeCycle.after(show.phase(), choice.of(live))) {
                case Step.Stay() -> {}
                case Step.No(String code, String detail) -> throw Refusals.notNow(code, detail);
                case Step.To(Phase phase) -> {
                    Show next = show.moved(phase, clock.instant());
                    table.savePhase(next);
                    live.unsaved(false);
                    became(live, show.phase(), next);
                }
            }
            return live.show();
        } finally {
            forgetIfIdle(live);
            live.lock.unlock();
        }
    }

    private void became(LiveShow live, Phase before, Show show) {
        live.show(show);
        switch (show.phase()) {
            case LIVE -> announce(before == Phase.INTERRUPTED ? "show.resumed" : "show.live", show);
            case INTERRUPTED -> announce("show.interrupted", show);
            case ENDED -> {
                announce("show.ended", show);
                live.admitted(null);
                streams.closeViewers(show.streamId(), "The show has ended.");
                streams.closePublisher(show.streamId(), "The show has ended.");
                forgetIfOver(live);
            }
            case DRAFT, SCHEDULED, OPEN, REPLAY, CANCELLED -> announce("show.updated", show);
        }
    }

    /// The settings of a show were changed, and stored.
    void edited(Show show) {
        Optional<LiveShow> live = board.byShow(show);
        live.ifPresent(running -> locked(running, () -> latest(running)));
        announce("show.updated", live.map(LiveShow::show).orElse(show));
    }

    /// The show was deleted.
    void deleted(Show show) {
        board.byShow(show)
                .ifPresent(live -> locked(live, () -> {
                    live.admitted(null);
                    board.remove(live);
                }));
        streams.closeViewers(show.streamId(), "The show was deleted.");
        streams.closePublisher(show.streamId(), "The show was deleted.");
        announcements.tell("show:" + show.id(), new JsonObject().put("type", "show.deleted"));
    }

    /// The stream key was replaced.
    void keyReplaced(Show show) {
        board.byShow(show).ifPresent(live -> live.admitted(null));
        streams.closePublisher(show.streamId(), "The stream key was replaced.");
    }

    boolean encoderOn(Show show) {
        return board.byShow(show).map(LiveShow::encoder).isPresent();
    }

    int viewers(Show show) {
        return show.phase().on() ? streams.viewers(show.streamId()) : 0;
    }

    JsonObject encoder(Show show) {
        return board.byShow(show)
                .map(this::encoder)
                .orElseGet(() -> EncoderJson.of(null, EncoderFacts.NOTHING_YET, 0, List.of()));
    }

    private JsonObject encoder(LiveShow live) {
        String streamId = live.show().streamId();
        return EncoderJson.of(
                live.encoder(),
                streams.facts(streamId).orElse(EncoderFacts.NOTHING_YET),
                streams.viewers(streamId),
                live.refusals());
    }

    Optional<EncoderFacts> facts(Show show) {
        return streams.facts(show.streamId());
    }

    /// To be called once a second, not by two threads at once: viewer counts, encoder numbers, what waits to be
    /// written, shows whose encoder never came back.
    public void everySecond() {
        for (LiveShow live : board.all()) {
            Show show = live.show();
            if (show.phase().on()) {
                int count = streams.viewers(show.streamId());
                if (live.newViewerCount(count))
                    announcements.tellLatest(
                            "show:" + show.id(),
                            new JsonObject().put("type", "show.viewers").put("count", count));
            }
            if (live.encoder() != null && announcements.listeners(studio(live)) > 0)
                announcements.tellLatest(
                        studio(live),
                        new JsonObject().put("type", "encoder.stats").put("encoder", encoder(live)));
            // One at a time: each waits for the database, and the encoder's news would have to wait behind them all.
            if (live.unsaved() && live.savingLate.compareAndSet(false, true))
                live.events.run(() -> locked(live, () -> saveLate(live)));
            if (awayForTooLong(show)) {
                log.info("show {} ends: its encoder was away for {}", show.id(), settings.endAfter());
                live.events.run(() -> locked(live, () -> {
                    if (awayForTooLong(live.show())) happened(live, live.show(), Event.END);
                }));
            }
        }
    }

    private boolean awayForTooLong(Show show) {
        Instant away = show.interruptedAt();
        return show.phase() == Phase.INTERRUPTED
                && away != null
                && away.plus(settings.endAfter()).isBefore(clock.instant());
    }

    private void saveLate(LiveShow live) {
        try {
            if (!live.unsaved()) return;
            table.savePhase(live.show());
            live.unsaved(false);
            forgetIfOver(live);
        } catch (JdbiException stillAway) {
            log.debug("still to be written: the phase of show {}", live.show().id());
        } finally {
            live.savingLate.set(false);
        }
    }

    /// The show as the database has it, or as memory has it while the database is behind or away. With the lock held.
    private Optional<Show> latest(LiveShow live) {
        if (live.unsaved()) return Optional.of(live.show());
        try {
            Optional<Show> show = table.byId(live.show().id());
            show.ifPresent(live::show);
            return show;
        } catch (JdbiException away) {
            return Optional.of(live.show());
        }
    }

    private void announce(String type, Show show) {
        announcements.tell(
                "show:" + show.id(),
                new JsonObject().put("type", type).put("show", json.forEveryone(show, viewers(show))));
    }

    /// Not before the database has heard of the end: nobody else knows of it.
    private void forgetIfOver(LiveShow live) {
        if (over(live.show().phase()) && live.encoder() == null && !live.unsaved()) board.remove(live);
    }

    private void forgetIfIdle(LiveShow live) {
        boolean idle = live.encoder() == null
                && !live.someKeyAdmitted()
                && !live.show().phase().on()
                && !live.unsaved();
        if (idle && live.refusals().isEmpty()) board.remove(live);
    }

    private static void locked(LiveShow live, Runnable deed) {
        ReentrantLock lock = live.lock;
        lock.lock();
        try {
            deed.run();
        } finally {
            lock.unlock();
        }
    }

    private static boolean over(Phase phase) {
        return !phase.on() && !phase.upcoming();
    }

    private static String studio(LiveShow live) {
        return "studio:" + live.show().id();
    }

    private static String address(@Nullable InetSocketAddress from) {
        if (from == null) return "unknown";
        return from.getAddress() == null
                ? from.getHostString()
                : from.getAddress().getHostAddress();
    }
}
