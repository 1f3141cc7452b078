package footlight.platform.show;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows in whose pages a show's player may stand. Any virtual thread.
public interface Embedders {
    /// The sites whose pages may hold it, none when it is empty; null when any may.
    @Nullable
    List<String> of(Show show);
}
