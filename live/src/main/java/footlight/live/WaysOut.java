package footlight.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The ways out of one stream that have viewers now, one for each packing. Lives on the stream's
/// loop. A way out that fails harms neither the others nor the publisher: its fault is told.
final class WaysOut {
    private final Map<Packing, Fanout> fanouts = new HashMap<>();
    private final MediaMemory memory;
    private final Traffic traffic;
    private final Consumer<Throwable> faults;

    /// What the viewers were told last.
    private Formats told = Formats.NONE;

    private Formats passed = Formats.NONE;

    WaysOut(MediaMemory memory, Traffic traffic, Consumer<Throwable> faults) {
        this.memory = memory;
        this.traffic = traffic;
        this.faults = faults;
    }

    boolean idle() {
        return fanouts.isEmpty();
    }

    /// Whether the next viewer would begin with what is cached, since nothing packed is kept.
    boolean startsFromCache(Packing packing) {
        Fanout fanout = fanouts.get(packing);
        return fanout == null || fanout.joinsFromCache();
    }

    /// Lets the viewer in; where nothing packed is kept yet, `cached` is what it begins with.
    void join(Packing packing, Viewer viewer, List<Frame> cached, Formats formats) {
        Fanout fanout = fanouts.computeIfAbsent(packing, p -> new Fanout(p, memory, traffic));
        try {
            if (fanout.joinsFromCache() && !cached.isEmpty()) fanout.fill(cached, formats);
        } catch (RuntimeException | OutOfMemoryError fault) {
            fanout.forgetRun();
            faults.accept(fault);
        }
        fanout.join(viewer);
    }

    /// Takes the viewer out; false when it was not in.
    boolean leave(Packing packing, Viewer viewer) {
        Fanout fanout = fanouts.get(packing);
        if (fanout == null) return false;
        fanout.leave(viewer);
        if (fanout.idle()) {
            fanout.forget();
            fanouts.remove(packing);
        }
        return true;
    }

    /// A frame of these formats goes by while nobody is here: who comes later begins with them.
    void passed(Formats formats) {
        if (formats.equals(passed)) return;
        passed = formats;
        told = formats.settled(false);
    }

    void deliver(List<Frame> frames, Formats formats, boolean startsRun) {
        Formats now = formats.settled(false);
        boolean changed = !now.equals(told);
        for (Fanout fanout : fanouts.values()) {
            try {
                fanout.deliver(frames, formats, changed, startsRun);
            } catch (RuntimeException | OutOfMemoryError fault) {
                fanout.missed();
                faults.accept(fault);
            }
        }
        told = now;
    }

    /// New heads are made for who joins from here on.
    void forgetHeads() {
        fanouts.values().forEach(Fanout::forgetHead);
    }

    /// Who joins from here on waits for the next run, or begins with what is cached.
    void forgetRuns() {
        fanouts.values().forEach(Fanout::forgetRun);
    }

    /// Drops what is kept; the viewers stay.
    void forget() {
        fanouts.values().forEach(Fanout::forget);
    }

    void end() {
        fanouts.values().forEach(Fanout::end);
        fanouts.clear();
    }
}
