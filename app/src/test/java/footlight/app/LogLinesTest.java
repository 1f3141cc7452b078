package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How a line of the log looks, by the configuration that is shipped.
class LogLinesTest {
    private static String line(String message, Map<String, String> about) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL shipped = Objects.requireNonNull(LogLinesTest.class.getResource("/logback.xml"));
        configurator.doConfigure(shipped);
        var root = context.getLogger("ROOT");
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("LINES");
        LoggingEvent event =
                new LoggingEvent("here", context.getLogger("footlight.Some"), Level.INFO, message, null, null);
        event.setMDCPropertyMap(about);
        try {
            return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }

    @Test
    void aLineForARequestHasItsNameAndALineForNoneHasNoGap() throws Exception {
        assertThat(line("said", Map.of("request", "order-4711"))).endsWith(" INFO  Some: [order-4711] said\n");
        assertThat(line("said", Map.of())).endsWith(" INFO  Some: said\n");
    }

    @Test
    void whatIsSaidStaysOnOneLine() throws Exception {
        assertThat(line("said\r\n2026 INFO forged", Map.of())).endsWith("Some: said | 2026 INFO forged\n");
    }
}
