package footlight.live;

import io.netty.util.concurrent.EventExecutor;

/// Somebody who takes packed batches of one stream. All calls come on the viewer's own loop.
public interface Viewer {
    EventExecutor loop();

    /// Takes the next batch. The batch is released by the caller: retain what is kept. The first
    /// batch of a viewer, and the first after a gap, starts a run.
    void take(Batch batch);

    /// The stream is over, or the viewer was shut out: nothing follows.
    void ended();
}
