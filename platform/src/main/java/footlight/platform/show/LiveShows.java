package footlight.platform.show;

import footlight.platform.door.Doors;
import footlight.platform.show.LifeCycle.Event;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows while they run: encoders come and go, creators start and end, and pages hear of it. What the engine
/// reports may be told from any thread and never blocks; the rest blocks on the database.
public final class LiveShows {
    private static final int MOST_RUNNING = 1000;
    private static final int LONGEST_PROGRAM = 100;

    private static final Logger log = LoggerFactory.getLogger(LiveShows.class);

    private final ShowTable table;
    private final ShowLog events;
    private final StreamKeys keys;
    private final ShowBoard board;
    private final Streams streams;
    private final ShowNews news;
    private final ShowPhases phases;
    private final StageDoor door;
    private final Strangers strangers = new Strangers();
    private final ShowSeconds seconds;
    private final ShowTimes times;
    private final InstantSource clock;

    LiveShows(
            ShowTable table,
            ShowLog events,
            StreamKeys keys,
            ShowBoard board,
            Streams streams,
            ShowNews news,
            InstantSource clock,
            LongSupplier nanos) {
        this.table = table;
        this.events = events;
        this.keys = keys;
        this.board = board;
        this.streams = streams;
        this.news = news;
        this.phases = new ShowPhases(table, events, board, streams, news, clock);
        this.door = new StageDoor(table, keys, board, phases, news, strangers, clock);
        this.times = new ShowTimes(table, board, phases, clock, nanos);
        this.seconds = new ShowSeconds(board, phases, news, clock, nanos);
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
            board.of(show.phase() == Phase.LIVE ? interrupted(show, now) : show);
        }
    }

    private Show interrupted(Show show, Instant now) {
        Show interrupted = show.moved(Phase.INTERRUPTED, now);
        return events.transaction(show.channelId(), handle -> {
            table.saveLife(handle, interrupted);
            events.write(handle, List.of(Happening.moved(Phase.LIVE, interrupted, "encoder", now)));
            return interrupted;
        });
    }

    /// Whether an encoder with this key may publish. Blocks on the database; while that is away, the key that was
    /// let in last still is.
    public Publishing mayPublish(String key, InetSocketAddress from) {
        return door.mayPublish(key, from);
    }

    /// An encoder is on. For a take-over: first off, then on.
    ///
    /// @param protocol such as `rtmp`
    /// @param program what it calls itself; empty when it does not say
    public void encoderOn(String streamId, String protocol, InetSocketAddress from, String program) {
        Instant now = clock.instant();
        tell(streamId, live -> {
            Optional<StreamKey> key = live.keyOf(from);
            // Ended, deleted or its key taken back since it was let in.
            if (key.isEmpty()) {
                streams.closePublisher(streamId, "The stream key is not good any more.");
                return;
            }
            String address = StageDoor.address(from);
            live.encoder(new LiveShow.EncoderOn(protocol, address, shortened(program), now, key.get(), from));
            Optional<Show> show = phases.latest(live);
            if (show.isEmpty() || show.get().phase().over()) {
                streams.closePublisher(streamId, "The show is over.");
                return;
            }
            news.encoderOn(live);
            Event event = show.get().startsWithEncoder(now) ? Event.ENCODER_ON_STARTS : Event.ENCODER_ON;
            phases.happened(live, show.get(), event, show.get().autoStart() ? "encoder" : "time");
            used(key.get(), protocol, address, now);
        });
    }

    private void used(StreamKey key, String protocol, String from, Instant now) {
        try {
            keys.used(key.id(), protocol, from, now);
        } catch (JdbiException away) {
            log.debug("not written down: the use of stream key {}", key.id());
        }
    }

    /// A stranger's text, of any length.
    private static String shortened(String program) {
        return program.substring(0, Math.min(program.length(), LONGEST_PROGRAM));
    }

    /// @param reason one plain sentence
    public void encoderOff(String streamId, String reason) {
        tell(streamId, live -> {
            live.encoder(null);
            news.encoderOff(live, reason);
            phases.latest(live).ifPresent(show -> phases.happened(live, show, Event.ENCODER_OFF, "encoder"));
            phases.forgetIfOver(live);
        });
    }

    /// The engine itself refused an encoder of this stream.
    ///
    /// @param reason one plain sentence, such as `A second encoder was refused.`
    public void encoderRefused(String streamId, InetSocketAddress from, RefusedEncoder.Kind kind, String reason) {
        tell(streamId, live -> door.refused(live, from, kind, reason));
    }

    private void tell(String streamId, Consumer<LiveShow> deed) {
        board.byStream(streamId)
                .ifPresentOrElse(
                        live -> live.inTurn(() -> deed.accept(live)),
                        () -> streams.closePublisher(streamId, "There is no such show any more."));
    }

    /// Goes live.
    ///
    /// @throws footlight.front.Refusal when no encoder is on or the show is over
    Show start(Show show) {
        return phases.byHand(show, (live, _) -> live.encoder() == null ? Event.START_WITHOUT_ENCODER : Event.START);
    }

    /// @throws footlight.front.Refusal when it is not live yet
    Show end(Show show) {
        return phases.byHand(show, (_, _) -> Event.END);
    }

    /// Opens the waiting room.
    ///
    /// @throws footlight.front.Refusal when the show is over
    Show openDoors(Show show) {
        return phases.byHand(show, (_, _) -> Event.OPEN_DOORS);
    }

    /// Closes the waiting room; it does not open by itself again for this time.
    Show closeDoors(Show show) {
        return phases.byHand(show, (_, _) -> Event.CLOSE_DOORS);
    }

    /// @param reason what the audience is told; null for nothing
    /// @throws footlight.front.Refusal when it is on, or over
    Show cancel(Show show, @Nullable String reason) {
        return phases.cancel(show, reason);
    }

    /// A cancelled show is to happen after all.
    ///
    /// @throws footlight.front.Refusal when it is over
    Show reinstate(Show show) {
        return phases.byHand(show, (_, _) -> Event.REINSTATE);
    }

    /// The settings of a show were changed, and stored.
    void edited(Show show) {
        Optional<LiveShow> live = board.byShow(show);
        live.ifPresent(running -> running.hold(() -> phases.latest(running)));
        if (show.isPrivate()) board.noCurtain(show);
        news.updated(live.map(LiveShow::show).orElse(show));
    }

    /// The show was deleted.
    void deleted(Show show) {
        board.byShow(show)
                .ifPresent(live -> live.hold(() -> {
                    live.takeBackAll();
                    board.remove(live);
                }));
        board.noCurtain(show);
        streams.closeViewers(show.streamId(), "The show was deleted.");
        streams.closePublisher(show.streamId(), "The show was deleted.");
        news.deleted(show);
    }

    /// A stream key is refused from now on, and that is stored: whoever is on, or was let in, with it is sent away.
    void keyTakenBack(Show show, String keyId, String why) {
        board.byShow(show)
                .ifPresent(live -> live.hold(() -> {
                    live.takeBack(keyId);
                    LiveShow.EncoderOn on = live.encoder();
                    if (on != null && on.key().id().equals(keyId)) streams.closePublisher(show.streamId(), why);
                }));
    }

    /// A stream key has other settings, and they are stored: whoever may not use it any more from where they are is
    /// sent
    /// away.
    void keyChanged(Show show, StreamKey key) {
        board.byShow(show)
                .ifPresent(live -> live.hold(() -> {
                    live.changed(key);
                    LiveShow.EncoderOn on = live.encoder();
                    if (on == null || !on.key().id().equals(key.id())) return;
                    if (!key.usableFrom(on.address().getAddress()))
                        streams.closePublisher(show.streamId(), "The stream key may not be used from there any more.");
                }));
    }

    /// Those with an encoder on, the latest first, a thousand at most.
    public List<Running> running() {
        return board.all().stream()
                .flatMap(live -> running(live).stream())
                .sorted(Comparator.comparing(Running::since).reversed())
                .limit(MOST_RUNNING)
                .toList();
    }

    private Optional<Running> running(LiveShow live) {
        LiveShow.EncoderOn on = live.encoder();
        if (on == null) return Optional.empty();
        Show show = live.show();
        return Optional.of(new Running(
                show.id(),
                show.title(),
                show.channelId(),
                show.phase().word(),
                on.protocol(),
                on.from(),
                on.program(),
                on.since(),
                streams.facts(show.streamId()).map(EncoderFacts::bitrateBps).orElse(0L),
                streams.viewers(show.streamId())));
    }

    /// Sends the encoder of that show away; false when none is on.
    public boolean sendAway(String showId) {
        Optional<LiveShow> live = board.all().stream()
                .filter(each -> each.show().id().equals(showId) && each.encoder() != null)
                .findFirst();
        live.ifPresent(each -> streams.closePublisher(each.show().streamId(), "Who runs the server sent it away."));
        return live.isPresent();
    }

    boolean encoderOn(Show show) {
        return board.byShow(show).map(LiveShow::encoder).isPresent();
    }

    int viewers(Show show) {
        return news.viewers(show);
    }

    /// What the API document calls an Encoder.
    ///
    /// @param concerned which encoders with a key of no show the asker may hear of
    JsonObject encoder(Show show, Predicate<RefusedEncoder> concerned) {
        Optional<LiveShow> live = board.byShow(show);
        boolean waits =
                show.phase().awaitsEncoder() && live.map(LiveShow::encoder).isEmpty();
        List<RefusedEncoder> unknown = waits
                ? strangers.lately(clock.instant()).stream().filter(concerned).toList()
                : List.of();
        return live.map(known -> news.encoder(known, unknown)).orElseGet(() -> ShowNews.noEncoder(unknown));
    }

    Optional<EncoderFacts> facts(Show show) {
        return news.facts(show);
    }

    /// What comes by time: doors, starts. To be called once a second, not by two threads at once; blocks on the
    /// database.
    public void onTime() {
        times.pass();
    }

    /// To be called once a second, not by two threads at once.
    public void everySecond() {
        seconds.pass();
    }
}
