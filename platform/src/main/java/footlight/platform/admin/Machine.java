package footlight.platform.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What only the process around the platform knows of itself. Any thread; may read the disk, asks no database.
public interface Machine {
    /// @param embeddedDatabase whether it runs a database of its own
    /// @param folders bytes below the data folder, by the name of what is in it; some minutes old
    record Facts(
            String version,
            String java,
            Instant startedAt,
            boolean embeddedDatabase,
            long heapBytes,
            long heapLimitBytes,
            long mediaBytes,
            long mediaLimitBytes,
            long freeBytes,
            long totalBytes,
            int streams,
            int viewers,
            long warnings,
            long errors,
            Map<String, Long> folders) {}

    /// @param level `warn` or `error`
    record Line(Instant at, String level, String where, String request, String message, String fault) {}

    /// @param value null when unset; never a secret
    record Shown(String name, @Nullable String value, boolean chosen, String about) {}

    Facts facts();

    /// Warnings and errors, the latest first.
    List<Line> lines(int most);

    List<Shown> settings();
}
