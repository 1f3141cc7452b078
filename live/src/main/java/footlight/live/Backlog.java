package footlight.live;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Batches one viewer has yet to receive. Lives on that viewer's event loop; no other thread may
/// call it.
///
/// A full backlog is thrown away whole and refilled from the next keyframe: the late viewer sees
/// one jump, never a smeared picture. Sound waits with the picture.
public final class Backlog {
    private record Waiting(Batch batch, long sinceMs) {}

    private final ArrayDeque<Waiting> batches = new ArrayDeque<>(4);
    private final long limitBytes;
    private final long limitMs;
    private long bytes;
    private boolean awaitingKeyframe;
    private boolean lostFormats;
    private int jumps;

    /// Full at `limitBytes`, or when its oldest batch has waited for longer than `limitMs`. How old the media
    /// is does not count: a joiner's run may begin far back.
    public Backlog(long limitBytes, long limitMs) {
        this.limitBytes = limitBytes;
        this.limitMs = limitMs;
    }

    /// Whether `batch` may be sent or queued now; false while the viewer waits for a keyframe.
    public boolean welcomes(Batch batch) {
        if (awaitingKeyframe && batch.startsRun()) awaitingKeyframe = false;
        if (awaitingKeyframe) lostFormats |= batch.tellsFormats();
        return !awaitingKeyframe;
    }

    /// Whether changed formats were thrown away since this was asked last: a viewer who has begun
    /// cannot go on then, not even at a keyframe, and has to begin anew.
    public boolean lostFormats() {
        boolean lost = lostFormats;
        lostFormats = false;
        return lost;
    }

    /// Queues `batch`, retaining it. `nowMs` is a clock of the caller's that only goes forward.
    public void add(Batch batch, long nowMs) {
        if (full(batch, nowMs)) {
            for (Waiting thrown : batches) lostFormats |= thrown.batch.tellsFormats();
            clear();
            jumps++;
            awaitingKeyframe = !batch.startsRun();
            if (awaitingKeyframe) {
                lostFormats |= batch.tellsFormats();
                return;
            }
        }
        batches.add(new Waiting(batch.retain(), nowMs));
        bytes += batch.size();
    }

    private boolean full(Batch next, long nowMs) {
        Waiting oldest = batches.peek();
        if (oldest == null) return false;
        return bytes + next.size() > limitBytes || nowMs - oldest.sinceMs > limitMs;
    }

    /// The oldest batch, owned by the caller now; null when there is none.
    public @Nullable Batch poll() {
        Waiting oldest = batches.poll();
        if (oldest == null) return null;
        bytes -= oldest.batch.size();
        return oldest.batch;
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
        batches.forEach(waiting -> waiting.batch.release());
        batches.clear();
        bytes = 0;
    }
}
