package footlight.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogFormTest {
    private final LoggerContext context = new LoggerContext();

    private LoggingEvent event(Level level, String message, @Nullable Throwable thrown, Map<String, String> about) {
        LoggingEvent event =
                new LoggingEvent("here", context.getLogger("footlight.Some"), level, message, thrown, null);
        event.setMDCPropertyMap(about);
        return event;
    }

    @Test
    void aLineOfJsonHasTheRequestAndTheTraceAndStaysOneLine() {
        JsonLines json = new JsonLines();
        json.setContext(context);
        json.start();
        byte[] bytes = json.encode(event(
                Level.ERROR,
                "said\n\"forged\"",
                new IllegalStateException("why\nso"),
                Map.of("request", "order-4711")));
        String line = new String(bytes, StandardCharsets.UTF_8);
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        JsonObject fields = new JsonObject(line);
        assertThat(fields.getString("message")).isEqualTo("said\n\"forged\"");
        assertThat(fields.getString("level")).isEqualTo("error");
        assertThat(fields.getString("request")).isEqualTo("order-4711");
        assertThat(fields.getString("fault")).contains("IllegalStateException", "LogFormTest");
    }

    @Test
    void theLatestThousandWarningsAndErrorsAreKeptAndAllAreCounted() {
        RecentLines recent = new RecentLines();
        recent.setContext(context);
        recent.start();
        recent.doAppend(event(Level.INFO, "not of interest", null, Map.of()));
        for (int i = 0; i < 1200; i++) recent.doAppend(event(Level.WARN, "number " + i, null, Map.of()));
        recent.doAppend(event(Level.ERROR, "last", new IllegalStateException("why"), Map.of("request", "r-12345678")));
        List<RecentLines.Line> lines = recent.latest(5000);
        assertThat(lines).hasSize(1000);
        assertThat(lines.getFirst().message()).isEqualTo("last");
        assertThat(lines.getFirst().fault()).isEqualTo("java.lang.IllegalStateException: why");
        assertThat(lines.getFirst().request()).isEqualTo("r-12345678");
        assertThat(lines.getLast().message()).isEqualTo("number 201");
        assertThat(recent.warnings()).isEqualTo(1200);
        assertThat(recent.errors()).isEqualTo(1);
    }
}
