package footlight.platform.door;

import footlight.platform.secret.Digests;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Who used each pass for one use first. Decided in memory, on any thread, and written down a moment later: a
/// process that is killed in that moment forgets whose it was.
public final class FirstUses {
    private final PassTable table;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Use> uses = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> unwritten = new ConcurrentLinkedQueue<>();

    /// @param client a hash: it is an address and a program's name, or a browser's cookie
    record Use(String client, Instant at) {}

    private FirstUses(PassTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    public static FirstUses open(Jdbi jdbi, InstantSource clock) {
        FirstUses uses = new FirstUses(new PassTable(jdbi), clock);
        uses.uses.putAll(uses.table.usedOnes(clock.instant()));
        return uses;
    }

    /// Whether this client is the pass's first, or may be from now on.
    public boolean first(String passId, String client) {
        String hash = HexFormat.of().formatHex(Digests.sha256(client)).substring(0, 32);
        Use before = uses.putIfAbsent(passId, new Use(hash, clock.instant()));
        if (before == null) unwritten.add(passId);
        return before == null || before.client().equals(hash);
    }

    /// Writes down what was decided since. Blocks on the database; what it does not take stays for the next time.
    void write() {
        for (String passId = unwritten.peek(); passId != null; passId = unwritten.peek()) {
            Use use = uses.get(passId);
            try {
                if (use != null) table.used(passId, use);
            } catch (JdbiException away) {
                return;
            }
            unwritten.remove(passId);
        }
    }

    /// Now and then: of passes that have expired nobody asks.
    void forgetOld() {
        Instant oldest = clock.instant().minus(PassTable.LONGEST).minus(PassCheck.LASTS);
        uses.values().removeIf(use -> use.at().isBefore(oldest));
    }
}
