package footlight.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The taps of one stream. Lives on the stream's loop. A tap that fails is let go, and its fault is
/// told; the stream and the other taps notice nothing.
final class Taps {
    private final Consumer<Throwable> faults;

    /// Never changed in place: a tap may be attached or detached in the middle of a round.
    private List<Tap> taps = List.of();

    Taps(Consumer<Throwable> faults) {
        this.faults = faults;
    }

    /// Adds a tap and lets `start` tell it what was before.
    void attach(Tap tap, Consumer<Tap> start) {
        List<Tap> more = new ArrayList<>(taps);
        more.add(tap);
        taps = more;
        tell(tap, start);
    }

    void detach(Tap tap) {
        taps = taps.stream().filter(held -> held != tap).toList();
    }

    void formats(Formats formats) {
        all(tap -> tap.formats(formats));
    }

    void frame(Frame frame) {
        if (!taps.isEmpty()) all(tap -> tap.frame(frame));
    }

    void interrupted() {
        all(Tap::interrupted);
    }

    void resumed() {
        all(Tap::resumed);
    }

    void end() {
        List<Tap> gone = taps;
        taps = List.of();
        for (Tap tap : gone) farewell(tap);
    }

    private void all(Consumer<Tap> step) {
        for (Tap tap : taps) {
            if (taps.contains(tap)) tell(tap, step);
        }
    }

    private void tell(Tap tap, Consumer<Tap> step) {
        try {
            step.accept(tap);
        } catch (RuntimeException | OutOfMemoryError fault) {
            detach(tap);
            faults.accept(fault);
            farewell(tap);
        }
    }

    private void farewell(Tap tap) {
        try {
            tap.ended();
        } catch (RuntimeException fault) {
            faults.accept(fault);
        }
    }
}
