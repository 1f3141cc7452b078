package footlight.bench;

import footlight.bench.load.Viewing;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/// What one more viewer weighs: the memory at the larger number less that at the smaller, over the viewers
/// between. Resident memory counts the heap's pages too, so it says something only of a server whose
/// heap is fixed and touched, or that has none.
final class Weight {
    static final int FEW = 100;
    static final int MANY = 1000;

    private Weight() {}

    /// KiB for each viewer between the first run of `FEW` and the last of at most `MANY`; empty when
    /// there are not both.
    static OptionalDouble kibPerViewer(List<Viewing> rising, ToLongFunction<Viewing> memoryKib) {
        var counted = rising.stream()
                .filter(run -> run.heard().asked() >= FEW && run.heard().asked() <= MANY)
                .toList();
        if (counted.isEmpty() || counted.getFirst().heard().asked() != FEW) return OptionalDouble.empty();
        int viewers =
                counted.getLast().heard().stayed() - counted.getFirst().heard().stayed();
        long kib = memoryKib.applyAsLong(counted.getLast()) - memoryKib.applyAsLong(counted.getFirst());
        return viewers > 0 ? OptionalDouble.of((double) kib / viewers) : OptionalDouble.empty();
    }
}
