package footlight.platform.show;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.access.Action;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.picture.PictureFolder;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.ShowTable.Changed;
import footlight.platform.show.ShowTable.Listed;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Planning shows, and finding them. Any virtual thread; blocks on the database.
public final class Shows {
    private final Jdbi jdbi;
    private final ShowTable table;
    private final StreamKeys keys;
    private final Channels channels;
    private final Covers covers;
    private final LiveShows live;
    private final RandomNames names;
    private final InstantSource clock;

    Shows(
            Jdbi jdbi,
            ShowTable table,
            StreamKeys keys,
            Channels channels,
            Covers covers,
            LiveShows live,
            RandomNames names,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.table = table;
        this.keys = keys;
        this.channels = channels;
        this.covers = covers;
        this.live = live;
        this.names = names;
        this.clock = clock;
    }

    /// One page of a list.
    ///
    /// @param next null on the last page
    record Page(List<Show> shows, @Nullable String next) {}

    Show create(Channel channel, Show.Settings settings) {
        Instant now = clock.instant();
        Show show = new Show(
                names.id(),
                channel.id(),
                names.id(),
                settings.title(),
                settings.description(),
                null,
                settings.startsAt(),
                settings.timeZone(),
                settings.autoStart(),
                settings.visibility(),
                settings.startsAt() == null ? Phase.DRAFT : Phase.SCHEDULED,
                null,
                null,
                null,
                1,
                now,
                now);
        jdbi.useTransaction(handle -> {
            channels.hold(handle, show.channelId());
            table.insert(handle, show);
            keys.make(handle, show.id(), now);
        });
        return show;
    }

    /// A show as anybody may see it: there is no other visibility than public yet.
    ///
    /// @throws Refusal when there is none
    public Show seen(String id) {
        return table.byId(id).orElseThrow(Shows::none);
    }

    /// A show to which the asker may do that.
    ///
    /// @throws Refusal 404 when there is none, 403 when it is somebody else's (its page is public anyway), or the
    ///     asker's role is too low
    Show open(Asker asker, String id, Action action) {
        Show show = seen(id);
        channels.part(asker, show.channelId()).orElseThrow(Shows::notYours).demand(action);
        return show;
    }

    /// @param channel empty for those of all channels
    Page listPublic(Optional<Channel> channel, Optional<PhaseGroup> group, Optional<Cursor> after, int limit) {
        String channelId = channel.map(Channel::id).orElse(null);
        return page(table.listPublic(channelId, group, after, limit + 1, clock.instant()), limit);
    }

    /// What anybody may see of a channel's plan from then on, the soonest first; drafts have no time.
    public List<Show> datedPublic(Channel channel, Instant from, int most) {
        return table.datedPublic(channel.id(), from, most);
    }

    Page listChannel(Channel channel, Optional<PhaseGroup> group, Optional<Cursor> after, int limit) {
        return page(table.listChannel(channel.id(), group, after, limit + 1), limit);
    }

    private static Page page(List<Listed> oneMore, int limit) {
        boolean more = oneMore.size() > limit;
        List<Listed> listed = more ? oneMore.subList(0, limit) : oneMore;
        return new Page(
                listed.stream().map(Listed::show).toList(),
                more ? listed.getLast().place().text() : null);
    }

    /// @param expectedVersion null when any will do
    Show edit(Show show, @Nullable Long expectedVersion, UnaryOperator<Show.Settings> change) {
        Show edited = changed(table.change(show.id(), expectedVersion, before -> {
            Show.Settings wanted = change.apply(before.settings());
            if (wanted.equals(before.settings())) return before;
            Show after = before.with(wanted, clock.instant());
            LifeCycle.Event dated = wanted.startsAt() == null ? LifeCycle.Event.UNDATED : LifeCycle.Event.DATED;
            return LifeCycle.after(before.phase(), dated) instanceof LifeCycle.Step.To(Phase phase)
                    ? after.moved(phase, clock.instant())
                    : after;
        }));
        live.edited(edited);
        return edited;
    }

    Show cover(Show show, byte[] upload, @Nullable Long expectedVersion) throws IOException {
        String hash;
        Covering covering;
        try (PictureFolder.Kept kept = covers.keep(upload)) {
            hash = kept.hash();
            covering = wear(show, hash, expectedVersion);
        }
        // Where it came to nothing the new one may be nobody's, else the old one.
        forgetCover(covering.changed() instanceof Changed.Done ? covering.before() : hash);
        return covered(covering);
    }

    Show uncover(Show show, @Nullable Long expectedVersion) throws IOException {
        Covering covering = wear(show, null, expectedVersion);
        forgetCover(covering.before());
        return covered(covering);
    }

    /// @param before what it wore until now
    private record Covering(Changed changed, @Nullable String before) {}

    private Covering wear(Show show, @Nullable String hash, @Nullable Long expectedVersion) {
        String[] before = new String[1];
        Changed changed = table.change(show.id(), expectedVersion, old -> {
            before[0] = old.cover();
            return Objects.equals(old.cover(), hash) ? old : old.withCover(hash, clock.instant());
        });
        return new Covering(changed, before[0]);
    }

    private Show covered(Covering covering) {
        Show show = changed(covering.changed());
        live.edited(show);
        return show;
    }

    /// @throws Refusal while it is on
    void delete(Show show, @Nullable Long expectedVersion) throws IOException {
        if (!table.delete(show.id(), expectedVersion, clock.instant())) {
            Show now = seen(show.id());
            if (now.phase().on())
                throw Refusals.notNow("show-is-live", "This show is live. End it before you delete it.");
            throw Refusals.changedMeanwhile();
        }
        gone(show);
    }

    /// Deletes all shows of a channel, within the transaction that deletes the channel. Afterwards they are `gone`.
    ///
    /// @throws Refusal while one of them is on
    List<Show> deleteOfChannel(Handle transaction, Channel channel) {
        List<Show> deleted = table.deleteOfChannel(transaction, channel.id(), clock.instant());
        if (table.anyOfChannel(transaction, channel.id()))
            throw Refusals.notNow(
                    "show-is-live", "A show of this channel is live. End it before you delete the channel.");
        return deleted;
    }

    /// A show was deleted: nobody is on it any more, and nothing is kept for it.
    void gone(Show show) throws IOException {
        live.deleted(show);
        forgetCover(show.cover());
    }

    String key(Show show) {
        return keys.reveal(show.id());
    }

    String rotateKey(Show show) {
        String key = keys.rotate(show.id(), clock.instant());
        live.keyReplaced(show, keys.lookup(key));
        return key;
    }

    private void forgetCover(@Nullable String cover) throws IOException {
        if (cover != null) covers.forget(cover, table::coverInUse);
    }

    private static Show changed(Changed change) {
        return switch (change) {
            case Changed.Done(Show show) -> show;
            case Changed.NotThere() -> throw none();
            case Changed.Meanwhile() -> throw Refusals.changedMeanwhile();
        };
    }

    static Refusal none() {
        return Refusals.notFound("There is no show with this id.");
    }

    private static Refusal notYours() {
        return new Refusal(
                new Problem(403, "not-yours", "Not yours", "This show belongs to a channel that you do not run."));
    }
}
