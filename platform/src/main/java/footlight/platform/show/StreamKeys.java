package footlight.platform.show;

import footlight.front.Refusal;
import footlight.platform.api.Refusals;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Seal;
import footlight.platform.secret.SecretKey;
import footlight.platform.secret.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The secrets that let encoders publish. Any virtual thread; blocks on the database.
final class StreamKeys {
    static final int MOST = 20;
    private static final int TOLD = 2 * MOST;
    private static final String FIRST = "Main";

    private final Jdbi jdbi;
    private final KeyTable table;
    private final Signer lookup;
    private final Seal seal;
    private final RandomNames names;

    StreamKeys(Jdbi jdbi, SecretKey secret, RandomNames names) {
        this.jdbi = jdbi;
        this.table = new KeyTable(jdbi);
        this.lookup = secret.signer("stream-key-lookup");
        this.seal = secret.seal("stream-key");
        this.names = names;
    }

    /// A key and its secret, which is told now and again to whoever may see it.
    record Made(StreamKey key, String secret) {}

    /// The first key of a new show.
    void make(Handle handle, String showId, Instant now) {
        insert(handle, key(showId, FIRST, true, List.of(), now));
    }

    /// @param addresses as [footlight.front.net.Cidr] writes them
    /// @throws Refusal when the show has as many as it can have
    Made add(String showId, String name, List<String> addresses, Instant now) {
        return jdbi.inTransaction(handle -> {
            if (!table.hold(handle, showId)) throw Shows.none();
            if (table.good(handle, showId) >= MOST)
                throw Refusals.limitReached("This show has " + MOST + " stream keys. Revoke one that nobody needs.");
            return insert(handle, key(showId, name, false, addresses, now));
        });
    }

    List<StreamKey> of(String showId) {
        return table.ofShow(showId, TOLD);
    }

    /// The secret of the first key.
    String reveal(String showId) {
        return seal.open(table.firstSealed(showId), showId);
    }

    /// @throws Refusal when there is no such key that is good
    String reveal(String showId, String id) {
        return seal.open(table.sealed(showId, id).orElseThrow(StreamKeys::none), showId);
    }

    /// The first key is replaced by another one of the same name and addresses.
    ///
    /// @param before the key that is refused from now on
    record Rotated(Made made, StreamKey before) {}

    Rotated rotate(String showId, Instant now) {
        return jdbi.inTransaction(handle -> {
            // Two rotations at once queue here; the later one wins.
            if (!table.hold(handle, showId)) throw Shows.none();
            StreamKey before = table.first(handle, showId).orElseThrow(StreamKeys::none);
            table.retire(handle, before.id(), now);
            Made made = insert(handle, key(showId, before.name(), true, before.addresses(), now));
            return new Rotated(made, before);
        });
    }

    /// @param name null to keep it
    /// @param addresses null to keep them
    /// @throws Refusal when there is no such key that is good
    StreamKey change(String showId, String id, @Nullable String name, @Nullable List<String> addresses) {
        return jdbi.inTransaction(handle -> {
            StreamKey before = table.hold(handle, showId, id).orElseThrow(StreamKeys::none);
            return table.change(
                    handle,
                    id,
                    name == null ? before.name() : name,
                    addresses == null ? before.addresses() : addresses);
        });
    }

    /// @throws Refusal when there is no such key that is good, or it is the first
    StreamKey revoke(String showId, String id, Instant now) {
        return jdbi.inTransaction(handle -> {
            StreamKey key = table.hold(handle, showId, id).orElseThrow(StreamKeys::none);
            if (key.first())
                throw Refusals.notNow("first-key", "A show always has its first key. Make a new one in its place.");
            table.retire(handle, id, now);
            return key;
        });
    }

    /// An encoder came on with it.
    void used(String id, String protocol, String from, Instant now) {
        table.used(id, protocol, from, now);
    }

    /// What the database knows a key by.
    byte[] lookup(String key) {
        return lookup.sign(key);
    }

    Optional<StreamKey> find(byte[] lookup) {
        return table.byLookup(lookup);
    }

    private StreamKey key(String showId, String name, boolean first, List<String> addresses, Instant now) {
        return new StreamKey(names.id(), showId, name, first, addresses, now, null, null, null, null);
    }

    private Made insert(Handle handle, StreamKey key) {
        String secret = names.streamKey();
        table.insert(handle, key, lookup.sign(secret), seal.close(secret, key.showId()));
        return new Made(key, secret);
    }

    private static Refusal none() {
        return Refusals.notFound("There is no stream key with this id.");
    }
}
