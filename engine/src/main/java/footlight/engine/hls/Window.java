package footlight.engine.hls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The whole segments that are still there: those in the list, and, where somebody read it lately, for two target
/// durations those that have left it. Lives on the stream's loop. When the window's share of memory is used up, the
/// oldest goes.
final class Window {
    private static final int TARGETS_KEPT_UNLISTED = 2;

    /// By their time there are some twenty. An encoder that returns all the time, or changes its parameters with each
    /// keyframe, makes a segment each time, however short.
    static final int MOST_LISTED = 60;

    static final int MOST_UNLISTED = 20;

    private final HlsSettings settings;
    private final WindowMemory memory;
    private final ArrayDeque<HeldSegment> unlisted = new ArrayDeque<>();
    private final ArrayDeque<HeldSegment> listed = new ArrayDeque<>();
    private long heldBytes;
    private long discontinuitiesGone;

    Window(HlsSettings settings, WindowMemory memory) {
        this.settings = settings;
        this.memory = memory;
        memory.opened();
    }

    /// Takes room for a frame, the oldest segments going as they must; false when there is none even so.
    boolean reserve(int bytes) {
        while (!memory.reserve(bytes, heldBytes)) {
            if (!unlisted.isEmpty()) let(unlisted.poll());
            else if (!listed.isEmpty()) let(unlist());
            else return false;
        }
        heldBytes += bytes;
        return true;
    }

    /// Gives back room that was taken for what is not kept.
    void free(long bytes) {
        heldBytes -= bytes;
        memory.free(bytes);
    }

    void add(HeldSegment segment, boolean watched) {
        listed.add(segment);
        long us = 0;
        for (HeldSegment held : listed) us += held.told().durationUs();
        while (us > settings.listedUs(watched) || listed.size() > MOST_LISTED) {
            HeldSegment oldest = unlist();
            us -= oldest.told().durationUs();
            unlisted.add(oldest);
        }
        long keptUs = 0;
        for (HeldSegment held : unlisted) keptUs += held.told().durationUs();
        long mostUs = watched ? TARGETS_KEPT_UNLISTED * settings.targetUs() : 0;
        while (keptUs > mostUs || unlisted.size() > MOST_UNLISTED) {
            HeldSegment oldest = unlisted.remove();
            keptUs -= oldest.told().durationUs();
            let(oldest);
        }
    }

    private HeldSegment unlist() {
        HeldSegment oldest = listed.remove();
        if (oldest.told().start().discontinuity()) discontinuitiesGone++;
        return oldest;
    }

    private void let(HeldSegment segment) {
        free(segment.bytes());
        segment.release();
    }

    List<HeldSegment> listed() {
        return List.copyOf(listed);
    }

    /// Listed or not, oldest first.
    List<HeldSegment> all() {
        List<HeldSegment> all = new ArrayList<>(unlisted);
        all.addAll(listed);
        return all;
    }

    /// EXT-X-DISCONTINUITY-SEQUENCE.
    long discontinuitiesGone() {
        return discontinuitiesGone;
    }

    void close() {
        unlisted.forEach(this::let);
        listed.forEach(this::let);
        unlisted.clear();
        listed.clear();
        memory.closed();
    }
}
