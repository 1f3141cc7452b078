package footlight.platform.show;

import footlight.platform.api.Refusals;
import footlight.platform.show.LifeCycle.Event;
import footlight.platform.show.LifeCycle.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves shows from phase to phase: decides, writes down, tells. The database has the last word; while it is away,
/// memory has, and it is written later. Blocks on the database; called with the show held, unless said otherwise.
final class ShowPhases {
    private static final Logger log = LoggerFactory.getLogger(ShowPhases.class);

    /// For players that ask now and then, and are some segments behind: they shall learn that it is over.
    private static final Duration CURTAIN = Duration.ofSeconds(60);

    private final ShowTable table;
    private final ShowLog events;
    private final ShowBoard board;
    private final Streams streams;
    private final ShowNews news;
    private final InstantSource clock;

    ShowPhases(ShowTable table, ShowLog events, ShowBoard board, Streams streams, ShowNews news, InstantSource clock) {
        this.table = table;
        this.events = events;
        this.board = board;
        this.streams = streams;
        this.news = news;
        this.clock = clock;
    }

    /// Something happened that nobody can refuse.
    ///
    /// @param by what moves the show, as in [ShowEvents]
    void happened(LiveShow live, Show show, Event event, String by) {
        if (!(show.after(event) instanceof Step.To(Phase phase))) return;
        Show next = show.moved(phase, clock.instant());
        Happening happening = Happening.moved(show.phase(), next, by, clock.instant());
        try {
            save(live, next, List.of(happening));
        } catch (JdbiException away) {
            log.warn("show {} is {}, to be written later: {}", next.id(), phase.word(), away.getMessage());
            live.unwritten(happening);
        }
        became(live, show.phase(), next);
    }

    /// Writes where the show stands, and all that happened to it since that was written last.
    private void save(LiveShow live, Show show, List<Happening> news) {
        List<Happening> all = new ArrayList<>(live.unwritten());
        all.addAll(news);
        events.transaction(show.channelId(), handle -> {
            // Of a deleted show nothing is told after its deletion.
            if (table.saveLife(handle, show)) events.write(handle, all);
            return show;
        });
        live.written();
    }

    interface Choice {
        /// @param show as the database has it now
        /// @return null when nothing is to happen after all
        @Nullable
        Event of(LiveShow live, Show show);
    }

    /// Somebody asks for a step; without the show held.
    ///
    /// @throws footlight.front.Refusal when the step cannot be taken now
    Show byHand(Show asked, Choice choice) {
        return move(asked, "hand", null, choice);
    }

    /// @param reason what the audience is told; null for nothing
    /// @throws footlight.front.Refusal when it is too late for that
    Show cancel(Show asked, @Nullable String reason) {
        return move(asked, "hand", reason, (_, _) -> Event.CANCEL);
    }

    /// It is time for a step; without the show held.
    ///
    /// @throws footlight.front.Refusal when it cannot be taken any more
    void byTime(Show asked, Choice choice) {
        move(asked, "time", null, choice);
    }

    /// @param before the phase until now
    private record Move(Phase before, Show show) {}

    private Show move(Show asked, String by, @Nullable String reason, Choice choice) {
        return board.held(asked, live -> {
            try {
                if (live.unsaved()) save(live, live.show(), List.of());
                Move move = events.transaction(asked.channelId(), handle -> {
                    Show show = table.hold(handle, asked.id()).orElseThrow(Shows::none);
                    return moved(handle, show, by, reason, choice.of(live, show));
                });
                live.show(move.show());
                if (move.before() != move.show().phase()) became(live, move.before(), move.show());
                return live.show();
            } finally {
                forgetIfIdle(live);
            }
        });
    }

    private Move moved(Handle transaction, Show show, String by, @Nullable String reason, @Nullable Event event) {
        if (event == null) return new Move(show.phase(), show);
        return switch (show.after(event)) {
            case Step.Stay() -> new Move(show.phase(), show);
            case Step.No(String code, String detail) -> throw Refusals.notNow(code, detail);
            case Step.To(Phase phase) -> {
                Instant now = clock.instant();
                Show next = show.moved(phase, now);
                if (phase == Phase.CANCELLED) next = next.with(next.life().because(reason));
                table.saveLife(transaction, next);
                events.write(transaction, List.of(Happening.moved(show.phase(), next, by, now)));
                yield new Move(show.phase(), next);
            }
        };
    }

    private void became(LiveShow live, Phase before, Show show) {
        boolean ended = show.phase() == Phase.ENDED;
        if (ended && before.on()) board.curtain(show, clock.instant().plus(CURTAIN));
        live.show(show);
        news.phase(before, show);
        if (!show.phase().over()) return;
        live.takeBackAll();
        String why = ended ? "The show has ended." : "The show was cancelled.";
        streams.endViewers(show.streamId(), why);
        streams.closePublisher(show.streamId(), why);
        forgetIfOver(live);
    }

    /// Writes what the database has not heard of yet.
    void saveLate(LiveShow live) {
        try {
            if (!live.unsaved()) return;
            save(live, live.show(), List.of());
            forgetIfOver(live);
        } catch (JdbiException stillAway) {
            log.debug("still to be written: the phase of show {}", live.show().id());
        } finally {
            live.savingLate.set(false);
        }
    }

    /// The show as the database has it, or as memory has it while the database is behind or away; empty when it was
    /// deleted.
    Optional<Show> latest(LiveShow live) {
        if (live.unsaved()) return Optional.of(live.show());
        try {
            Optional<Show> show = table.byId(live.show().id());
            show.ifPresent(live::show);
            return show;
        } catch (JdbiException away) {
            return Optional.of(live.show());
        }
    }

    /// Not before the database has heard of the end: nobody else knows of it.
    void forgetIfOver(LiveShow live) {
        if (live.show().phase().over() && live.encoder() == null && !live.unsaved()) board.remove(live);
    }

    void forgetIfIdle(LiveShow live) {
        boolean idle = live.encoder() == null
                && !live.someKeyAdmitted()
                && !live.show().phase().on()
                && !live.unsaved();
        if (idle && live.refusals().isEmpty()) board.remove(live);
    }
}
