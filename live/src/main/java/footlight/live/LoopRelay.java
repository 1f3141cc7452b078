package footlight.live;

import java.util.ArrayList;
import java.util.List;

/// The viewers of one stream and way out on one event loop. Lives on that loop: a batch arrives
/// here once, and is given to each viewer without further hand-over.
final class LoopRelay {
    private final List<Viewer> viewers = new ArrayList<>();

    /// Adds a viewer and gives it the run so far; releases the run.
    void begin(Viewer viewer, List<Batch> run) {
        viewers.add(viewer);
        for (Batch batch : run) {
            viewer.take(batch);
            batch.release();
        }
    }

    /// Gives `batch` to everyone and releases it.
    void deliver(Batch batch) {
        // By index: a viewer that finds its socket dead may leave while it is being served.
        for (int i = viewers.size() - 1; i >= 0; i--) {
            if (i < viewers.size()) viewers.get(i).take(batch);
        }
        batch.release();
    }

    boolean leave(Viewer viewer) {
        int at = viewers.indexOf(viewer);
        if (at < 0) return false;
        // The order of viewers means nothing, so the last one fills the gap.
        Viewer last = viewers.removeLast();
        if (at < viewers.size()) viewers.set(at, last);
        return true;
    }

    void end() {
        List<Viewer> all = List.copyOf(viewers);
        viewers.clear();
        all.forEach(Viewer::ended);
    }
}
