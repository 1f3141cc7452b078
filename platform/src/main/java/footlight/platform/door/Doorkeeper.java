package footlight.platform.door;

import footlight.platform.access.Action;
import footlight.platform.channel.Channels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells who may see and watch a show, by rules in their order. What it says once travels as a pass, which the
/// turnstile knows without asking here. Any virtual thread; blocks on the database.
public final class Doorkeeper {
    private static final Rule.Opinion NONE = new Rule.Opinion.NoOpinion();
    private static final Rule.Opinion NO_SUCH_SHOW =
            new Rule.Opinion.Refuses(404, "not-found", "There is no show with this id.");
    private static final Rule.Opinion PASSWORD_FIRST =
            new Rule.Opinion.Refuses(403, "password-needed", "This show asks for a password.");

    private final Channels channels;
    private final SeatTable seats;
    private final PassCheck passes;
    private final InstantSource clock;
    private final List<Rule> rules;

    /// @param first rules that come before all others, such as who is banned
    /// @param last rules for who would be let in otherwise, such as who has no ticket
    public Doorkeeper(
            Channels channels,
            SeatTable seats,
            PassCheck passes,
            InstantSource clock,
            List<Rule> first,
            List<Rule> last) {
        this.channels = channels;
        this.seats = seats;
        this.passes = passes;
        this.clock = clock;
        List<Rule> all = new ArrayList<>(first);
        all.add(this::crew);
        all.add(Doorkeeper::brand);
        all.add(Doorkeeper::visibility);
        all.add(Doorkeeper::invitation);
        all.add(Doorkeeper::password);
        all.addAll(last);
        all.add(Doorkeeper::anybody);
        this.rules = List.copyOf(all);
    }

    public Entry ask(Viewer viewer, Venue venue, Errand errand) {
        boolean matters = venue.secret() || (venue.locked() && errand == Errand.WATCH);
        List<Seat> kept = matters ? seats.of(venue.showId(), viewer.holders(), clock.instant()) : List.of();
        Rule.Asking asking = new Rule.Asking(viewer, venue, errand, kept);
        for (Rule rule : rules) {
            switch (rule.on(asking)) {
                case Rule.Opinion.NoOpinion() -> {}
                case Rule.Opinion.Refuses(int status, String code, String sentence) -> {
                    return new Entry.Refused(status, code, sentence);
                }
                case Rule.Opinion.Admits admits -> {
                    return admitted(viewer, admits);
                }
            }
        }
        throw new IllegalStateException("the last rule admits everybody");
    }

    public boolean may(Viewer viewer, Venue venue, Errand errand) {
        return ask(viewer, venue, errand) instanceof Entry.Admitted;
    }

    /// Whether this is a good pass to there: whoever holds it may know what it opens, whoever they are.
    public boolean opens(@Nullable String pass, Venue venue) {
        return passes.good(pass, venue.streamId()).isPresent();
    }

    /// What came of a question, with the pass when they may watch.
    public sealed interface Answer {
        record Pass(footlight.platform.door.Pass.Signed signed, Standing standing) implements Answer {}

        record No(Entry.Refused refused) implements Answer {}
    }

    /// @param shown a pass of before, to be renewed; null when there is none
    public Answer watch(Viewer viewer, Venue venue, @Nullable String shown) {
        // Before the rules are asked: what is taken back while they are asked ends the pass.
        long epoch = passes.epoch();
        return switch (ask(viewer, venue, Errand.WATCH)) {
            case Entry.Refused refused -> new Answer.No(refused);
            case Entry.Admitted entry ->
                new Answer.Pass(passes.renewable(again(entry, venue, shown), venue, epoch), entry.standing());
        };
    }

    /// The same viewer goes on with the same pass, so that they are one and not two.
    private Entry.Admitted again(Entry.Admitted entry, Venue venue, @Nullable String shown) {
        if (entry.passId() != null) return entry;
        Optional<Pass> before = passes.good(shown, venue.streamId())
                .filter(pass -> pass.ground() == entry.ground() && pass.standing() == entry.standing())
                .filter(pass -> entry.viewer() == null || entry.viewer().equals(pass.viewer()));
        return before.map(pass ->
                        new Entry.Admitted(entry.standing(), entry.ground(), pass.id(), pass.viewer(), entry.until()))
                .orElse(entry);
    }

    private static Entry.Admitted admitted(Viewer viewer, Rule.Opinion.Admits admits) {
        Seat seat = admits.seat();
        return seat == null
                ? new Entry.Admitted(admits.standing(), admits.ground(), null, viewer.word(), admits.until())
                : new Entry.Admitted(admits.standing(), admits.ground(), seat.passId(), seat.viewer(), admits.until());
    }

    /// Members and whoever runs the server look at everything of theirs.
    private Rule.Opinion crew(Rule.Asking asking) {
        // An open show's page is asked for by everybody; nobody needs to be looked up for it.
        if (asking.errand() == Errand.SEE && !asking.venue().secret()) return NONE;
        return channels.may(asking.viewer().asker(), asking.venue().channelId(), Action.LOOK)
                ? new Rule.Opinion.Admits(Standing.CREW, Ground.CREW, null, null)
                : NONE;
    }

    private static Rule.Opinion brand(Rule.Asking asking) {
        return seat(asking, seat -> seat.ground() == Ground.BRAND)
                .map(seat -> admits(seat, seat.expiresAt()))
                .orElse(NONE);
    }

    private static Rule.Opinion visibility(Rule.Asking asking) {
        if (!asking.venue().secret()) return NONE;
        return seat(asking, seat -> seat.ground() == Ground.INVITATION).isPresent() ? NONE : NO_SUCH_SHOW;
    }

    /// Who was invited is not asked for the password as well, unless to be invited is what everybody has to be.
    private static Rule.Opinion invitation(Rule.Asking asking) {
        if (asking.venue().secret() && asking.venue().locked()) return NONE;
        return seat(asking, seat -> seat.ground() == Ground.INVITATION)
                .map(seat -> admits(seat, null))
                .orElse(NONE);
    }

    private static Rule.Opinion password(Rule.Asking asking) {
        if (!asking.venue().locked() || asking.errand() == Errand.SEE) return NONE;
        return seat(asking, seat -> seat.ground() == Ground.PASSWORD)
                .map(seat -> admits(seat, null))
                .orElse(PASSWORD_FIRST);
    }

    private static Rule.Opinion anybody(Rule.Asking asking) {
        return new Rule.Opinion.Admits(Standing.VIEWER, Ground.OPEN, null, null);
    }

    private static Optional<Seat> seat(Rule.Asking asking, Predicate<Seat> which) {
        return asking.seats().stream().filter(which).findFirst();
    }

    private static Rule.Opinion admits(Seat seat, @Nullable Instant until) {
        return new Rule.Opinion.Admits(seat.standing(), seat.ground(), seat, until);
    }
}
