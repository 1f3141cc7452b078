package footlight.platform.show;

import footlight.platform.show.RefusedEncoder.Kind;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets encoders in by their stream key, and remembers who was not let in. Any thread.
final class StageDoor {
    private static final Logger log = LoggerFactory.getLogger(StageDoor.class);
    private static final int LONGEST_KEY = 100;
    private static final Publishing UNKNOWN = new Publishing.Refused("There is no such stream key.");
    private static final Publishing NO_KEY = new Publishing.Refused("This is not a stream key.");
    private static final Publishing DELETED = new Publishing.Refused("The show of this stream key was deleted.");

    private final ShowTable table;
    private final StreamKeys keys;
    private final ShowBoard board;
    private final ShowPhases phases;
    private final ShowNews news;
    private final Strangers strangers;
    private final InstantSource clock;

    StageDoor(
            ShowTable table,
            StreamKeys keys,
            ShowBoard board,
            ShowPhases phases,
            ShowNews news,
            Strangers strangers,
            InstantSource clock) {
        this.table = table;
        this.keys = keys;
        this.board = board;
        this.phases = phases;
        this.news = news;
        this.strangers = strangers;
        this.clock = clock;
    }

    /// Whether an encoder with this key may publish. Blocks on the database; while that is away, keys that were
    /// let in before still are.
    Publishing mayPublish(String key, InetSocketAddress from) {
        Publishing answer = answer(key, from);
        if (answer == UNKNOWN || answer == NO_KEY || answer == DELETED) tellOfStranger(from);
        return answer;
    }

    private Publishing answer(String key, InetSocketAddress from) {
        if (key.length() > LONGEST_KEY) return NO_KEY;
        byte[] lookup = keys.lookup(key);
        try {
            Optional<StreamKey> found = keys.find(lookup);
            if (found.isEmpty()) return UNKNOWN;
            Optional<Show> show = table.byId(found.get().showId());
            if (show.isEmpty()) return DELETED;
            return board.held(show.get(), live -> decided(live, lookup, from));
        } catch (JdbiException away) {
            log.warn("a stream key cannot be looked up: {}", away.getMessage());
            return fromMemory(lookup, from);
        }
    }

    private Publishing fromMemory(byte[] lookup, InetSocketAddress from) {
        for (LiveShow live : board.all()) {
            Optional<StreamKey> key = live.admittedBefore(lookup);
            if (key.isPresent() && !live.show().phase().over()) return admitted(live, key.get(), lookup, from);
        }
        return new Publishing.Refused("Stream keys cannot be checked now.");
    }

    /// The key is looked at again with the show held: whoever replaces it takes it back from the show afterwards, and
    /// finds it there.
    private Publishing decided(LiveShow live, byte[] lookup, InetSocketAddress from) {
        try {
            Optional<StreamKey> key = keys.find(lookup);
            if (key.isEmpty()) return UNKNOWN;
            Instant revoked = key.get().revokedAt();
            if (revoked != null)
                return key.get().first()
                        ? refused(live, from, Kind.KEY_ROTATED, "This stream key was replaced at " + revoked + ".")
                        : refused(
                                live,
                                from,
                                Kind.KEY_REVOKED,
                                "The stream key \"" + key.get().name() + "\" was revoked at " + revoked + ".");
            Optional<Show> show = phases.latest(live);
            if (show.isEmpty()) return DELETED;
            if (show.get().phase() == Phase.CANCELLED)
                return refused(live, from, Kind.SHOW_CANCELLED, "This show was cancelled.");
            if (show.get().phase().over()) return refused(live, from, Kind.SHOW_ENDED, "This show has ended.");
            return admitted(live, key.get(), lookup, from);
        } finally {
            phases.forgetIfOver(live);
            phases.forgetIfIdle(live);
        }
    }

    private Publishing admitted(LiveShow live, StreamKey key, byte[] lookup, InetSocketAddress from) {
        if (!key.usableFrom(from.getAddress()))
            return refused(
                    live,
                    from,
                    Kind.ADDRESS_NOT_ALLOWED,
                    "The stream key \"" + key.name() + "\" may not be used from " + address(from) + ".");
        live.admitted(key, lookup, from);
        return new Publishing.Admitted(live.show().streamId());
    }

    /// Nobody knows whose encoder it is: each show that waits for one may be meant.
    private void tellOfStranger(InetSocketAddress from) {
        strangers.came(address(from), clock.instant()).ifPresent(refusal -> {
            try {
                table.inPhases(Phase.awaitingEncoder()).stream()
                        .filter(show ->
                                board.byShow(show).map(LiveShow::encoder).isEmpty())
                        .forEach(show -> news.refused(show, refusal));
            } catch (JdbiException away) {
                log.warn("studios hear later of an encoder with an unknown key: {}", away.getMessage());
            }
        });
    }

    /// Remembers an encoder that was not let in, and tells the studio.
    Publishing refused(LiveShow live, @Nullable InetSocketAddress from, Kind kind, String reason) {
        RefusedEncoder refusal = new RefusedEncoder(clock.instant(), address(from), kind, reason, 1);
        live.refused(refusal);
        news.refused(live.show(), refusal);
        return new Publishing.Refused(reason);
    }

    static String address(@Nullable InetSocketAddress from) {
        if (from == null) return "unknown";
        return from.getAddress() == null
                ? from.getHostString()
                : from.getAddress().getHostAddress();
    }
}
