package footlight.platform.show;

import footlight.platform.channel.Channels;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Writes down what happens to shows, together with what makes it so. Any virtual thread; blocks on the database.
final class ShowLog implements ShowEvents {
    private static final int MOST = 1_000;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PRUNED_AT_ONCE = 5_000;

    private final Jdbi jdbi;
    private final EventTable table;
    private final Channels channels;
    private final ShowJson json;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    ShowLog(Jdbi jdbi, Channels channels, ShowJson json, InstantSource clock) {
        this.jdbi = jdbi;
        this.table = new EventTable(jdbi);
        this.channels = channels;
        this.json = json;
        this.clock = clock;
    }

    /// Does it in a transaction in which something may happen to a show of this channel.
    <T> T transaction(String channelId, Function<Handle, T> deed) {
        // Known before: it stands beside the show, and who holds one connection must not wait for another.
        channels.byId(channelId);
        return jdbi.inTransaction(deed::apply);
    }

    /// To be the last that a transaction does: whoever else writes of shows waits until it commits.
    void write(Handle transaction, List<Happening> happenings) {
        if (happenings.isEmpty()) return;
        table.insert(
                transaction,
                happenings.stream()
                        .map(happening -> new EventTable.Row(happening, json.forEveryone(happening.show(), 0)))
                        .toList());
        transaction.afterCommit(this::tell);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<ShowEvent> after(long number, int most) {
        return table.after(number, Math.min(most, MOST));
    }

    @Override
    public long latest() {
        return table.latest();
    }

    @Override
    public void onEvent(Runnable told) {
        listeners.add(told);
    }

    /// Now and then.
    void prune() {
        while (table.prune(clock.instant().minus(KEPT), PRUNED_AT_ONCE) == PRUNED_AT_ONCE) {}
    }
}
