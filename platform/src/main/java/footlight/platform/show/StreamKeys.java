package footlight.platform.show;

import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Seal;
import footlight.platform.secret.SecretKey;
import footlight.platform.secret.Signer;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The secrets that let encoders publish. Any virtual thread; blocks on the database.
final class StreamKeys {
    private final KeyTable table;
    private final Signer lookup;
    private final Seal seal;
    private final RandomNames names;

    StreamKeys(Jdbi jdbi, SecretKey secret, RandomNames names) {
        this.table = new KeyTable(jdbi);
        this.lookup = secret.signer("stream-key-lookup");
        this.seal = secret.seal("stream-key");
        this.names = names;
    }

    void make(Handle handle, String showId, Instant now) {
        String key = names.streamKey();
        table.insert(handle, names.id(), showId, lookup.sign(key), seal.close(key, showId), now);
    }

    String reveal(String showId) {
        return seal.open(table.currentSealed(showId), showId);
    }

    String rotate(String showId, Instant now) {
        String key = names.streamKey();
        table.replace(names.id(), showId, lookup.sign(key), seal.close(key, showId), now);
        return key;
    }

    /// What the database knows a key by.
    byte[] lookup(String key) {
        return lookup.sign(key);
    }

    Optional<KeyTable.Found> find(byte[] lookup) {
        return table.byLookup(lookup);
    }
}
