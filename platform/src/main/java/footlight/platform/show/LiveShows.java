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

/// Shows while they run: encoders come and go, creators start and end, and pages hear of it. What the engine
/// reports may be told from any thread and never blocks; the rest blocks on the database.
public final class LiveShows {
    private static final int MOST_RUNNING = 1000;
    private static final int LONGEST_PROGRAM = 100;

    private final ShowTable table;
    private final ShowLog log;
    private final ShowBoard board;
    private final Streams streams;
    private final ShowNews news;
    private final ShowPhases phases;
    private final StageDoor door;
    private final Strangers strangers = new Strangers();
    private final ShowSeconds seconds;
    private final InstantSource clock;

    LiveShows(
            ShowTable table,
            ShowLog log,
            StreamKeys keys,
            ShowBoard board,
            Streams streams,
            ShowNews news,
            InstantSource clock,
            LongSupplier nanos) {
        this.table = table;
        this.log = log;
        this.board = board;
        this.streams = streams;
        this.news = news;
        this.phases = new ShowPhases(table, log, board, streams, news, clock);
        this.door = new StageDoor(table, keys, board, phases, news, strangers, clock);
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
        return log.transaction(show.channelId(), handle -> {
            table.saveLife(handle, interrupted);
            log.write(handle, List.of(Happening.moved(Phase.LIVE, interrupted, "encoder", now)));
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
            // Ended, deleted or given another key since it was let in.
            if (!live.someKeyAdmitted()) {
                streams.closePublisher(streamId, "The stream key was replaced.");
                return;
            }
            live.encoder(new LiveShow.EncoderOn(protocol, StageDoor.address(from), shortened(program), now));
            Optional<Show> show = phases.latest(live);
            if (show.isEmpty() || show.get().phase().over()) {
                streams.closePublisher(streamId, "The show is over.");
                return;
            }
            news.encoderOn(live);
            Event event = show.get().autoStart() ? Event.ENCODER_ON_STARTS : Event.ENCODER_ON;
            phases.happened(live, show.get(), event, "encoder");
        });
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
        return phases.byHand(show, live -> live.encoder() == null ? Event.START_WITHOUT_ENCODER : Event.START);
    }

    /// @throws footlight.front.Refusal when it is not live yet
    Show end(Show show) {
        return phases.byHand(show, _ -> Event.END);
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
                    live.admitted(null);
                    board.remove(live);
                }));
        board.noCurtain(show);
        streams.closeViewers(show.streamId(), "The show was deleted.");
        streams.closePublisher(show.streamId(), "The show was deleted.");
        news.deleted(show);
    }

    /// The stream key was replaced, and the new one stored: whoever is on, or was let in, with another is sent
    /// away.
    ///
    /// @param current look-up of the new key, which somebody may be using already
    void keyReplaced(Show show, byte[] current) {
        board.byShow(show)
                .ifPresent(live -> live.hold(() -> {
                    if (!live.admittedBefore(current)) live.admitted(null);
                }));
        streams.closePublisher(show.streamId(), "The stream key was replaced.");
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

    /// To be called once a second, not by two threads at once.
    public void everySecond() {
        seconds.pass();
    }
}
