package footlight.platform.audit;

import footlight.platform.api.Asker;
import footlight.platform.api.Whence;
import footlight.platform.channel.Deeds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Writes deeds down. Within a transaction they stand or fall with it; outside of one the deed is done already, and a
/// note that cannot be written is told in the log. Any virtual thread; blocks on the database.
public final class AuditLog implements Deeds {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final int PRUNED_AT_ONCE = 5_000;
    private static final int DETAIL_LENGTH = 300;

    /// A form that saves by itself is one deed.
    private static final Set<String> SETTLING = Set.of("show.change", "channel.change");

    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final DeedTable table;
    private final Duration kept;
    private final InstantSource clock;

    /// @param kept for how long
    public AuditLog(Jdbi jdbi, Duration kept, InstantSource clock) {
        this.jdbi = jdbi;
        this.table = new DeedTable(jdbi);
        this.kept = kept;
        this.clock = clock;
    }

    DeedTable table() {
        return table;
    }

    @Override
    public void note(Asker actor, String deed, @Nullable String channelId, String subject, String detail) {
        Instant now = clock.instant();
        String address = Whence.address();
        // Nobody asked for it, so the server does it by itself.
        boolean itself = actor instanceof Asker.Nobody && address == null;
        Deed done = new Deed(
                0,
                now,
                itself ? "server" : actor.word(),
                deed,
                subject,
                channelId,
                detail.substring(0, Math.min(DETAIL_LENGTH, detail.length())),
                address,
                MDC.get("request"));
        log.debug("{} did {} to {}", done.actor(), deed, subject);
        boolean[] together = {false};
        try {
            // On a thread that has a transaction open, this is in it.
            jdbi.useHandle(handle -> {
                together[0] = handle.isInTransaction();
                if (SETTLING.contains(deed) && DeedTable.noted(handle, done, now.minus(SETTLED))) return;
                DeedTable.insert(handle, done);
            });
        } catch (JdbiException failure) {
            if (together[0]) throw failure;
            log.error("it is not written down that {} did {} to {}", done.actor(), deed, subject, failure);
        }
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return jdbi.inTransaction(_ -> work.get());
    }

    /// Now and then: forgets what is old.
    public void prune() {
        Instant before = clock.instant().minus(kept);
        while (table.prune(before, PRUNED_AT_ONCE) == PRUNED_AT_ONCE) log.debug("more to forget");
    }
}
