package footlight.platform.show;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.access.Action;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.door.Doorkeeper;
import footlight.platform.door.Entry;
import footlight.platform.door.Errand;
import footlight.platform.door.Locks;
import footlight.platform.door.Revocations;
import footlight.platform.door.Venue;
import footlight.platform.door.Viewer;
import footlight.platform.picture.PictureFolder;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.ShowTable.Listed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Planning shows, and finding them. Any virtual thread; blocks on the database.
public final class Shows {
    /// Who is let into the waiting room stays there when the show is put off by less than this.
    private static final Duration WAITS_AT_MOST = Duration.ofHours(6);

    private final ShowTable table;
    private final ShowLog log;
    private final StreamKeys keys;
    private final Channels channels;
    private final Covers covers;
    private final LiveShows live;
    private final Doorkeeper doorkeeper;
    private final Locks locks;
    private final Revocations revocations;
    private final RandomNames names;
    private final InstantSource clock;

    Shows(
            ShowTable table,
            ShowLog log,
            StreamKeys keys,
            Channels channels,
            Covers covers,
            LiveShows live,
            DoorParts door,
            RandomNames names,
            InstantSource clock) {
        this.table = table;
        this.log = log;
        this.keys = keys;
        this.channels = channels;
        this.covers = covers;
        this.live = live;
        this.doorkeeper = door.doorkeeper();
        this.locks = door.locks();
        this.revocations = door.revocations();
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
                settings,
                null,
                Show.Life.begin(settings.startsAt() == null ? Phase.DRAFT : Phase.SCHEDULED),
                1,
                now,
                now);
        log.transaction(channel.id(), handle -> {
            channels.hold(handle, show.channelId());
            table.insert(handle, show);
            keys.make(handle, show.id(), now);
            log.write(handle, Happening.created(show, now));
            return show;
        });
        return show;
    }

    /// A show that this viewer may know of.
    ///
    /// @throws Refusal when there is none, or it is private and not for them
    public Show seen(Viewer viewer, String id) {
        return seen(viewer, any(id));
    }

    /// The show itself, when the viewer may know of it.
    Show seen(Viewer viewer, Show show) {
        if (!doorkeeper.may(viewer, venue(show), Errand.SEE)) throw none();
        return show;
    }

    /// Whether this is a good pass to the show.
    public boolean opens(@Nullable String pass, Show show) {
        return doorkeeper.opens(pass, venue(show));
    }

    /// Those of these shows that the viewer may know of, in the order they were asked for.
    public List<Show> seen(Viewer viewer, List<String> ids) {
        Map<String, Show> found = table.byIds(ids).stream().collect(Collectors.toMap(Show::id, Function.identity()));
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(show -> doorkeeper.may(viewer, venue(show), Errand.SEE))
                .toList();
    }

    /// By channel the public show that is on there, or else the next one to come.
    public Map<String, Show> nextOf(List<String> channelIds) {
        return table.nextPublic(channelIds, clock.instant()).stream()
                .collect(Collectors.toMap(Show::channelId, Function.identity()));
    }

    /// A show, private ones too: for who has asked already, or asks who may.
    ///
    /// @throws Refusal when there is none
    public Show any(String id) {
        return table.byId(id).orElseThrow(Shows::none);
    }

    public Venue venue(Show show) {
        return show.venue(locks::locked);
    }

    /// Whether this viewer may watch, and why not.
    public Entry mayWatch(Viewer viewer, Show show) {
        return doorkeeper.ask(viewer, venue(show), Errand.WATCH);
    }

    /// A show to which the asker may do that.
    ///
    /// @throws Refusal 404 when there is none, or a private one of somebody else's; 403 when it is somebody else's
    ///     whose page they may see, or the asker's role is too low
    public Show open(Asker asker, String id, Action action) {
        Show show = any(id);
        channels.part(asker, show.channelId())
                .orElseThrow(() -> show.isPrivate() ? none() : notYours())
                .demand(action);
        return show;
    }

    /// @param channel empty for those of all channels
    Page listPublic(Optional<Channel> channel, Optional<PhaseGroup> group, Optional<Cursor> after, int limit) {
        String channelId = channel.map(Channel::id).orElse(null);
        return page(table.listPublic(channelId, group, after, limit + 1, clock.instant()), limit);
    }

    /// Public shows for those who make lists of what is here, in the home page's order.
    public List<Show> sitemap(int most) {
        return table.listPublic(null, Optional.empty(), Optional.empty(), most, clock.instant()).stream()
                .map(Listed::show)
                .toList();
    }

    /// What anybody may see of a channel's plan from then on, the soonest first; drafts have no time.
    public List<Show> datedPublic(Channel channel, Instant from, int most) {
        return table.datedPublic(channel.id(), from, most);
    }

    Page listChannel(
            Channel channel, Optional<PhaseGroup> group, ShowSearch search, Optional<Cursor> after, int limit) {
        return page(table.listChannel(channel.id(), group, search, after, limit + 1), limit);
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
        Instant now = clock.instant();
        Edit edit = changed(show, expectedVersion, before -> dated(before, change.apply(before.settings()), now));
        Show edited = edit.after();
        live.edited(edited);
        if (edited.isPrivate() && !edit.before().isPrivate()) revocations.walkIns(venue(edited));
        return edited;
    }

    /// Where it stands follows from its time.
    private static Show dated(Show before, Show.Settings settings, Instant now) {
        Show after = before.with(settings, now);
        if (Objects.equals(after.startsAt(), before.startsAt())) return after;
        LifeCycle.Event event = after.startsAt() == null
                ? LifeCycle.Event.UNDATED
                : after.startsAt().isAfter(now.plus(WAITS_AT_MOST)) ? LifeCycle.Event.DATED_FAR : LifeCycle.Event.DATED;
        Show moved = after.after(event) instanceof LifeCycle.Step.To(Phase phase) ? after.moved(phase, now) : after;
        return moved.phase() == Phase.OPEN ? moved : moved.with(moved.life().notOpened());
    }

    /// @param before as it was until now
    private record Edit(Show before, Show after) {}

    /// Changes a show with its row held, so that nobody changes it in between.
    ///
    /// @throws Refusal when it is gone, or its version is not the expected one any more
    private Edit changed(Show show, @Nullable Long expectedVersion, UnaryOperator<Show> change) {
        return log.transaction(show.channelId(), handle -> {
            Show before = table.hold(handle, show.id()).orElseThrow(Shows::none);
            if (expectedVersion != null && expectedVersion != before.version()) throw Refusals.changedMeanwhile();
            Show wanted = change.apply(before);
            boolean same =
                    wanted.settings().equals(before.settings()) && Objects.equals(wanted.cover(), before.cover());
            if (same) return new Edit(before, before);
            Show after = table.save(handle, wanted);
            log.write(handle, Happening.edited(before, after, clock.instant()));
            return new Edit(before, after);
        });
    }

    Show cover(Show show, byte[] upload, @Nullable Long expectedVersion) throws IOException {
        PictureFolder.Kept kept = covers.keep(upload);
        try (kept) {
            return wear(show, kept.hash(), expectedVersion);
        } catch (Refusal refused) {
            // It may be nobody's now.
            forgetCover(kept.hash());
            throw refused;
        }
    }

    Show uncover(Show show, @Nullable Long expectedVersion) throws IOException {
        return wear(show, null, expectedVersion);
    }

    private Show wear(Show show, @Nullable String hash, @Nullable Long expectedVersion) throws IOException {
        Edit edit = changed(show, expectedVersion, old -> old.withCover(hash, clock.instant()));
        forgetCover(edit.before().cover());
        live.edited(edit.after());
        return edit.after();
    }

    /// @throws Refusal while it is on
    void delete(Show show, @Nullable Long expectedVersion) throws IOException {
        Instant now = clock.instant();
        boolean deleted = log.transaction(show.channelId(), handle -> {
            Optional<Show> gone = table.delete(handle, show.id(), expectedVersion, now);
            gone.ifPresent(last -> log.write(handle, List.of(Happening.deleted(last, now))));
            return gone.isPresent();
        });
        if (!deleted) {
            Show still = any(show.id());
            if (still.phase().on())
                throw Refusals.notNow("show-is-live", "This show is live. End it before you delete it.");
            throw Refusals.changedMeanwhile();
        }
        gone(show);
    }

    /// Deletes all shows of a channel, within the transaction that deletes the channel. Afterwards they are `gone`.
    ///
    /// @throws Refusal while one of them is on
    List<Show> deleteOfChannel(Handle transaction, Channel channel) {
        Instant now = clock.instant();
        List<Show> deleted = table.deleteOfChannel(transaction, channel.id(), now);
        if (table.anyOfChannel(transaction, channel.id()))
            throw Refusals.notNow(
                    "show-is-live", "A show of this channel is live. End it before you delete the channel.");
        log.write(
                transaction,
                deleted.stream().map(show -> Happening.deleted(show, now)).toList());
        return deleted;
    }

    /// A show was deleted: nobody is on it any more, and nothing is kept for it.
    void gone(Show show) throws IOException {
        live.deleted(show);
        forgetCover(show.cover());
    }

    /// The secret of its first key.
    String key(Show show) {
        return keys.reveal(show.id());
    }

    /// @throws Refusal when there is no such key that is good
    String key(Show show, String id) {
        return keys.reveal(show.id(), id);
    }

    List<StreamKey> keys(Show show) {
        return keys.of(show.id());
    }

    /// @throws Refusal when it has as many as it can have
    StreamKeys.Made addKey(Show show, String name, List<String> addresses) {
        return keys.add(show.id(), name, addresses, clock.instant());
    }

    /// @throws Refusal when there is no such key that is good
    StreamKey changeKey(Show show, String id, @Nullable String name, @Nullable List<String> addresses) {
        StreamKey key = keys.change(show.id(), id, name, addresses);
        live.keyChanged(show, key);
        return key;
    }

    /// @throws Refusal when there is no such key that is good, or it is the first
    StreamKey revokeKey(Show show, String id) {
        StreamKey key = keys.revoke(show.id(), id, clock.instant());
        live.keyTakenBack(show, key.id(), "The stream key was revoked.");
        return key;
    }

    /// @return the secret of the new first key
    String rotateKey(Show show) {
        StreamKeys.Rotated rotated = keys.rotate(show.id(), clock.instant());
        live.keyTakenBack(show, rotated.before().id(), "The stream key was replaced.");
        return rotated.made().secret();
    }

    private void forgetCover(@Nullable String cover) throws IOException {
        if (cover != null) covers.forget(cover, table::coverInUse);
    }

    static Refusal none() {
        return Refusals.notFound("There is no show with this id.");
    }

    private static Refusal notYours() {
        return new Refusal(
                new Problem(403, "not-yours", "Not yours", "This show belongs to a channel that you do not run."));
    }
}
