package footlight.bench.load;

import java.io.IOException;
import java.util.List;

/// Whom to look at while viewers watch: the `server` processes, with all below them; `ours`, further processes of the
/// bench whose time is not to be taken for strangers' noise; and the server's live heap, where it has one to ask for.
public record Watched(List<Long> server, List<Long> ours, Heap heap) {
    public static Watched server(List<Long> pids) {
        return new Watched(pids, List.of(), () -> 0);
    }

    /// Asks for the KiB of the heap that are in use, rubbish not counted; 0 where that is not known. May take a second.
    @FunctionalInterface
    public interface Heap {
        long usedKib() throws IOException;
    }
}
