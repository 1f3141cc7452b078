package footlight.platform.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What takes a core or much memory for a while is done by few at once; the others wait in a line, and are told to come
/// again when it is long. Any virtual thread.
public final class Turns {
    private final Semaphore turns;
    private final Duration patience;
    private final String busy;

    /// @param busy what whoever waited in vain is told
    public Turns(int atOnce, Duration patience, String busy) {
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
        this.busy = busy;
    }

    /// To be given back.
    ///
    /// @throws footlight.front.Refusal 503 `busy` when none came up in time
    public void take() {
        try {
            if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Refusals.busy(busy);
    }

    public void giveBack() {
        turns.release();
    }
}
