package footlight.live;

import java.util.ArrayList;
import java.util.List;

/// The viewers of one stream and way out on one event loop. Lives on that loop: a batch arrives
/// here once, and is given to each viewer without further hand-over.
///
/// A viewer that throws is let go, and the loop is told why; the others notice nothing.
final class LoopRelay {
    private final List<Viewer> viewers = new ArrayList<>();

    /// Adds a viewer and gives it the run so far; releases the run.
    void begin(Viewer viewer, List<Batch> run) {
        viewers.add(viewer);
        boolean served = true;
        for (Batch batch : run) {
            served = served && give(viewer, batch);
            batch.release();
        }
    }

    /// Gives `batch` to everyone and releases it.
    void deliver(Batch batch) {
        // By index: a viewer that finds its socket dead may leave while it is being served.
        for (int i = viewers.size() - 1; i >= 0; i--) {
            if (i < viewers.size()) give(viewers.get(i), batch);
        }
        batch.release();
    }

    void leave(Viewer viewer) {
        int at = viewers.indexOf(viewer);
        if (at < 0) return;
        // The order of viewers means nothing, so the last one fills the gap.
        Viewer last = viewers.removeLast();
        if (at < viewers.size()) viewers.set(at, last);
    }

    void end() {
        List<Viewer> all = List.copyOf(viewers);
        viewers.clear();
        for (Viewer viewer : all) {
            try {
                viewer.ended();
            } catch (RuntimeException fault) {
                viewer.loop().execute(() -> {
                    throw fault;
                });
            }
        }
    }

    private boolean give(Viewer viewer, Batch batch) {
        try {
            viewer.take(batch);
            return true;
        } catch (RuntimeException | OutOfMemoryError fault) {
            leave(viewer);
            viewer.loop().execute(() -> {
                viewer.ended();
                throw new IllegalStateException("a viewer failed to take what it was given", fault);
            });
            return false;
        }
    }
}
