package footlight.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The latest warnings and errors, kept for the admin's page, and how many there were. Any thread.
public final class RecentLines extends AppenderBase<ILoggingEvent> {
    static final int KEPT = 1000;
    private static final int LONGEST = 2000;

    private final Deque<Line> lines = new ArrayDeque<>();
    private final LongAdder warnings = new LongAdder();
    private final LongAdder errors = new LongAdder();

    /// One of them.
    ///
    /// @param level `warn` or `error`
    /// @param where the part that said it
    /// @param request the name of the request that it was about; may be empty
    /// @param fault the kind and message of what was thrown; may be empty
    public record Line(Instant at, String level, String where, String request, String message, String fault) {}

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN)) return;
        boolean error = event.getLevel().isGreaterOrEqual(Level.ERROR);
        (error ? errors : warnings).increment();
        String logger = event.getLoggerName();
        Line line = new Line(
                event.getInstant(),
                error ? "error" : "warn",
                logger.substring(logger.lastIndexOf('.') + 1),
                Optional.ofNullable(event.getMDCPropertyMap().get("request")).orElse(""),
                shortened(event.getFormattedMessage()),
                fault(event.getThrowableProxy()));
        synchronized (lines) {
            lines.addFirst(line);
            if (lines.size() > KEPT) lines.removeLast();
        }
    }

    private static String fault(@Nullable IThrowableProxy thrown) {
        return thrown == null ? "" : shortened(thrown.getClassName() + ": " + thrown.getMessage());
    }

    private static String shortened(@Nullable String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST));
    }

    /// The latest first.
    public List<Line> latest(int most) {
        synchronized (lines) {
            return new ArrayList<>(lines).subList(0, Math.min(most, lines.size()));
        }
    }

    public long warnings() {
        return warnings.sum();
    }

    public long errors() {
        return errors.sum();
    }
}
