package footlight.platform.channel;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.access.Action;
import footlight.platform.access.Role;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.secret.RandomNames;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The creators' homes and who may run them. Any virtual thread; blocks on the database.
public final class Channels {
    private static final int OWNED_AT_MOST = 50;

    private final ChannelTable table;
    private final KnownChannels known;
    private final String mainId;
    private final RandomNames names;
    private final InstantSource clock;

    private Channels(ChannelTable table, Channel main, RandomNames names, InstantSource clock) {
        this.table = table;
        this.known = new KnownChannels(table, clock);
        this.mainId = main.id();
        this.names = names;
        this.clock = clock;
        known.changed(main);
    }

    /// Makes the default channel, named as the site is, at the first start.
    public static Channels open(Jdbi jdbi, String siteName, RandomNames names, InstantSource clock) {
        ChannelTable table = new ChannelTable(jdbi);
        table.insertMain(names.id(), siteName, clock.instant());
        return new Channels(table, table.main(), names, clock);
    }

    /// The one that always exists.
    public Channel main() {
        return known.byId(mainId);
    }

    /// A channel that is known to exist; its name may be an old one for a minute where another node changed it.
    public Channel byId(String id) {
        return known.byId(id);
    }

    /// Those the asker has a part in; a server's admin has one in all.
    public List<Channel> of(Asker asker) {
        return switch (asker) {
            case Asker.Nobody _ -> List.of();
            case Asker.Admin _ -> table.all();
            case Asker.Person person -> person.admin() ? table.all() : table.ofMember(person.accountId());
            case Asker.Key key -> table.byId(key.channelId()).stream().toList();
        };
    }

    /// A channel, and what the asker has to say in it.
    public record Mine(Channel channel, Part part) {
        public JsonObject json() {
            return channel.json().mergeIn(part.json());
        }
    }

    /// The same channels as `of`, each with the asker's part in it.
    public List<Mine> mine(Asker asker) {
        if (asker instanceof Asker.Person person && !person.admin()) return table.partsOf(person.accountId());
        return of(asker).stream()
                .flatMap(channel -> part(asker, channel.id()).map(part -> new Mine(channel, part)).stream())
                .toList();
    }

    public boolean may(Asker asker, String channelId, Action action) {
        return part(asker, channelId).filter(part -> part.may(action)).isPresent();
    }

    /// The channel with this id (or `default`, or `@` and its handle), on which the asker may do that.
    ///
    /// @throws Refusal 404 when there is none or the asker has no part in it, 403 when it is too small
    public Channel open(Asker asker, String named, Action action) {
        Channel channel = seen(named);
        part(asker, channel.id()).orElseThrow(Channels::none).demand(action);
        return channel;
    }

    /// The channel with this id (or `default`, or `@` and its handle), as anybody may see it.
    ///
    /// @throws Refusal when there is none
    public Channel seen(String named) {
        Optional<Channel> found;
        if (named.equals("default")) found = table.byId(mainId);
        else if (named.startsWith("@")) found = table.byHandle(named.substring(1));
        else found = table.byId(named);
        return found.orElseThrow(Channels::none);
    }

    /// @throws Refusal when it is gone
    public ChannelAbout about(Channel channel) {
        return table.about(channel.id()).orElseThrow(Channels::none);
    }

    /// What the asker has to say in the channel; who runs the server is as good as its owner.
    public Optional<Part> part(Asker asker, String channelId) {
        return switch (asker) {
            case Asker.Nobody _ -> Optional.empty();
            case Asker.Admin _ -> Optional.of(new Part(Role.OWNER, null));
            case Asker.Person person ->
                person.admin()
                        ? Optional.of(new Part(Role.OWNER, null))
                        : table.roleOf(channelId, person.accountId()).map(role -> new Part(role, null));
            case Asker.Key key ->
                key.channelId().equals(channelId) ? Optional.of(new Part(key.makerRole(), key)) : Optional.empty();
        };
    }

    /// @throws Refusal when the handle is taken, or the owner has as many as one can have
    Channel make(String name, String handle, Asker.Person owner) {
        if (!owner.admin() && table.owned(owner.accountId()) >= OWNED_AT_MOST)
            throw Refusals.limitReached("You own " + OWNED_AT_MOST + " channels, and more cannot be.");
        Channel channel = new Channel(names.id(), name, Handles.free(handle));
        if (!table.insert(channel, owner.accountId(), clock.instant())) throw handleTaken();
        return channel;
    }

    /// @throws Refusal when the handle is taken, or the channel gone
    Channel change(Channel before, String name, String handle, ChannelAbout about) {
        Channel after = new Channel(before.id(), name, handle.equals(before.handle()) ? handle : Handles.free(handle));
        switch (table.update(after, about)) {
            case DONE -> known.changed(after);
            case NOT_THERE -> throw none();
            case HANDLE_TAKEN -> throw handleTaken();
        }
        return after;
    }

    /// Takes the channel from its members, within a transaction that does the same with what is in it. Afterwards
    /// `forget` it.
    ///
    /// @throws Refusal when it is the one that always exists, or gone already
    public void delete(Handle transaction, Channel channel, Instant now) {
        if (channel.id().equals(mainId))
            throw Refusals.notNow("main-channel", "This is the server's first channel, which always stays.");
        if (!table.delete(transaction, channel.id(), now)) throw none();
    }

    /// It was deleted.
    public void forget(Channel channel) {
        known.deleted(channel.id());
    }

    /// Makes sure that the channel is there until the transaction ends.
    ///
    /// @throws Refusal when it was deleted meanwhile
    public void hold(Handle transaction, String id) {
        if (!table.hold(transaction, id)) throw none();
    }

    static Refusal none() {
        return Refusals.notFound("There is no channel with this id.");
    }

    private static Refusal handleTaken() {
        return new Refusal(
                new Problem(409, "handle-taken", "Taken", "Another channel has this handle. Choose another one."));
    }
}
