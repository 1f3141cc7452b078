package footlight.live;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Batches one viewer has yet to receive. Lives on that viewer's event loop; no other thread may
/// call it.
///
/// A full backlog is thrown away whole and refilled from the next keyframe: the late viewer sees
/// one jump, never a smeared picture. Sound waits with the picture.
public final class Backlog {
    private final ArrayDeque<Batch> batches = new ArrayDeque<>(4);
    private final long limitBytes;
    private final long limitMs;
    private long bytes;
    private boolean awaitingKeyframe;
    private int jumps;

    /// Full at `limitBytes`, or when `limitMs` lie between its oldest and its newest batch.
    public Backlog(long limitBytes, long limitMs) {
        this.limitBytes = limitBytes;
        this.limitMs = limitMs;
    }

    /// Whether `batch` may be sent or queued now; false while the viewer waits for a keyframe.
    public boolean welcomes(Batch batch) {
        if (awaitingKeyframe && batch.startsRun()) awaitingKeyframe = false;
        return !awaitingKeyframe;
    }

    /// Queues `batch`, retaining it.
    public void add(Batch batch) {
        if (full(batch)) {
            clear();
            jumps++;
            awaitingKeyframe = !batch.startsRun();
            if (awaitingKeyframe) return;
        }
        batches.add(batch.retain());
        bytes += batch.size();
    }

    private boolean full(Batch next) {
        Batch oldest = batches.peek();
        if (oldest == null) return false;
        return bytes + next.size() > limitBytes || next.arrivedMs() - oldest.arrivedMs() > limitMs;
    }

    /// The oldest batch, owned by the caller now; null when there is none.
    public @Nullable Batch poll() {
        Batch batch = batches.poll();
        if (batch != null) bytes -= batch.size();
        return batch;
    }

    public boolean isEmpty() {
        return batches.isEmpty();
    }

    public long bytes() {
        return bytes;
    }

    /// How often it was thrown away.
    public int jumps() {
        return jumps;
    }

    public void clear() {
        batches.forEach(Batch::release);
        batches.clear();
        bytes = 0;
    }
}
