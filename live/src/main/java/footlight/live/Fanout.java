package footlight.live;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One way out of one stream: frames are packed here once, and each batch is handed once to each
/// loop that has viewers. Lives on the stream's loop.
final class Fanout {
    /// A run that is packed at once goes in pieces of this many bytes of media, so that it is seen whether a
    /// joiner's connection moves within the run.
    private static final long PIECE_BYTES = 128 << 10;

    private final Packing packing;
    private final MediaMemory memory;
    private final Traffic traffic;
    private final Map<EventExecutor, Site> sites = new HashMap<>();

    /// The batches since the newest keyframe, kept for joiners; empty when they have to wait.
    private final List<Batch> run = new ArrayList<>();

    private long runBytes;

    /// The house has no room for this run: joiners wait for the next one.
    private boolean noRoom;

    private @Nullable ByteBuf head;
    private int viewers;

    /// Changed formats could not be told yet.
    private boolean formatsOwed;

    /// Something could not be packed; the viewers go on with the next run.
    private boolean gap;

    /// One loop's relay, and how many viewers it was given.
    private static final class Site {
        final LoopRelay relay = new LoopRelay();
        int viewers;
    }

    Fanout(Packing packing, MediaMemory memory, Traffic traffic) {
        this.packing = packing;
        this.memory = memory;
        this.traffic = traffic;
    }

    boolean idle() {
        return viewers == 0;
    }

    /// Whether there is no run yet for the next joiner.
    boolean joinsFromCache() {
        return run.isEmpty() && !noRoom;
    }

    /// Keeps the frames, which start a run, for joiners. Where the house has no room for them nothing is
    /// packed.
    void fill(List<Frame> frames, Formats formats) {
        long atLeast = 0;
        for (Frame frame : frames) atLeast += frame.bytes();
        if (!memory.hasRoomFor(atLeast)) {
            noRoom = true;
            return;
        }
        int from = 0;
        long piece = 0;
        for (int i = 0; i < frames.size() && !noRoom; i++) {
            piece += frames.get(i).bytes();
            if (piece < PIECE_BYTES && i < frames.size() - 1) continue;
            keep(packed(frames.subList(from, i + 1), formats, false, from == 0));
            from = i + 1;
            piece = 0;
        }
    }

    /// Adds a viewer, who begins with the run that is kept, or waits for the next one.
    void join(Viewer viewer) {
        Site site = sites.computeIfAbsent(viewer.loop(), loop -> new Site());
        site.viewers++;
        viewers++;
        List<Batch> start = List.copyOf(run);
        start.forEach(Batch::retain);
        on(viewer.loop(), () -> site.relay.begin(viewer, start));
    }

    /// Takes the viewer out. The relay may hold it for a moment longer, until its loop gets to it.
    void leave(Viewer viewer) {
        Site site = sites.get(viewer.loop());
        if (site == null) return;
        site.viewers--;
        viewers--;
        if (site.viewers == 0) sites.remove(viewer.loop());
        on(viewer.loop(), () -> site.relay.leave(viewer));
    }

    /// Packs the frames once and hands them to every loop. Should that fail, say [#missed].
    void deliver(List<Frame> frames, Formats formats, boolean formatsChanged, boolean startsRun) {
        if (viewers == 0) return;
        formatsOwed |= formatsChanged;
        if (gap && !startsRun) return;
        Batch batch = packed(frames, formats, formatsOwed, startsRun);
        formatsOwed = false;
        gap = false;
        traffic.went((long) viewers * frames.size(), (long) viewers * batch.size());
        sites.forEach((loop, site) -> {
            batch.retain();
            on(loop, () -> site.relay.deliver(batch));
        });
        if (startsRun) forgetRun();
        if (startsRun || !run.isEmpty()) keep(batch);
        else batch.release();
    }

    /// What was to be delivered is lost: no smeared picture, but a jump to the next run.
    void missed() {
        gap = true;
        forgetRun();
    }

    private Batch packed(List<Frame> frames, Formats formats, boolean tellsFormats, boolean startsRun) {
        ByteBuf first = head(formats);
        ByteBuf bytes = packing.pack(frames, formats, tellsFormats);
        return new Batch(first.retain(), bytes, startsRun, tellsFormats);
    }

    /// Keeps the batch for joiners; takes over its reference. Past the budget there is no run.
    private void keep(Batch batch) {
        if (!memory.reserve(batch.size())) {
            batch.release();
            forgetRun();
            noRoom = true;
            return;
        }
        runBytes += batch.size();
        run.add(batch);
    }

    private ByteBuf head(Formats formats) {
        if (head == null) head = packing.head(formats);
        return head;
    }

    /// A new head is made for who joins from here on.
    void forgetHead() {
        if (head != null) head.release();
        head = null;
    }

    void forgetRun() {
        run.forEach(Batch::release);
        run.clear();
        memory.free(runBytes);
        runBytes = 0;
        noRoom = false;
    }

    /// Drops what is kept; the viewers stay.
    void forget() {
        forgetRun();
        forgetHead();
    }

    void end() {
        forget();
        sites.forEach((loop, site) -> on(loop, site.relay::end));
        sites.clear();
        viewers = 0;
    }

    private static void on(EventExecutor loop, Runnable step) {
        if (loop.inEventLoop()) step.run();
        else loop.execute(step);
    }
}
