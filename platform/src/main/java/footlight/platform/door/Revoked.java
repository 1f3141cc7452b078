package footlight.platform.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;

/// What was taken back, each with a number that only grows: the database gives it, and a restart changes
/// nothing. A pass carries the newest number of the moment before it was decided about (its epoch), so one that
/// was on its way while something was taken back is not good when it arrives. Questions are answered from
/// memory on any thread; taking back blocks on the database.
public final class Revoked {
    /// No pass lives longer.
    static final Duration KEPT = Duration.ofHours(50);

    private final RevocationTable table;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Long> numbers = new ConcurrentHashMap<>();
    private final AtomicLong newest = new AtomicLong();

    private Revoked(RevocationTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /// Reads what was taken back and may still be shown.
    public static Revoked open(Jdbi jdbi, InstantSource clock) {
        Revoked revoked = new Revoked(new RevocationTable(jdbi), clock);
        revoked.table.since(clock.instant()).forEach(revoked::learn);
        return revoked;
    }

    /// Nothing was, and nothing can be: for who only reads passes.
    static Revoked nothing(InstantSource clock) {
        return new Revoked(new RevocationTable(Jdbi.create("jdbc:none")), clock);
    }

    long newest() {
        return newest.get();
    }

    boolean covers(Pass pass) {
        return after(pass, ofPass(pass.id()))
                || after(pass, ofPerson(pass.streamId(), pass.viewer()))
                || after(pass, ofPerson(pass.channelId(), pass.viewer()))
                || after(pass, ofPerson("*", pass.viewer()))
                || after(pass, ofShow(pass.streamId()))
                || (pass.ground().walkIn() && after(pass, ofWalkIns(pass.streamId())));
    }

    private boolean after(Pass pass, String key) {
        Long number = numbers.get(key);
        return number != null && number > pass.epoch();
    }

    void takeBack(String key) {
        takeBack(List.of(key));
    }

    void takeBack(Collection<String> keys) {
        if (keys.isEmpty()) return;
        Instant until = clock.instant().plus(KEPT);
        table.insert(keys, until).forEach(this::learn);
    }

    private void learn(RevocationTable.Numbered one) {
        numbers.merge(one.key(), one.number(), Math::max);
        // After the entry is there: who reads this number decides by a world in which the thing was taken back.
        newest.accumulateAndGet(one.number(), Math::max);
    }

    /// Now and then. Blocks on the database.
    void forgetOld() {
        for (RevocationTable.Numbered gone : table.deleteBefore(clock.instant()))
            numbers.remove(gone.key(), gone.number());
    }

    static String ofPass(String id) {
        return "pass/" + id;
    }

    /// @param where a stream, a channel, or `*`
    static String ofPerson(String where, String viewer) {
        return "who/" + where + "/" + viewer;
    }

    static String ofShow(String streamId) {
        return "show/" + streamId;
    }

    static String ofWalkIns(String streamId) {
        return "walk-ins/" + streamId;
    }
}
