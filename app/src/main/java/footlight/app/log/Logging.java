package footlight.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import org.slf4j.LoggerFactory;

/// How this process logs. `logback.xml` says what holds until the settings are read.
public final class Logging {
    private static final String LINES = "LINES";

    private Logging() {}

    /// Takes level and form from the settings, and from now on keeps what comes back.
    public static RecentLines as(ChosenSettings settings) {
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        loggers.getLogger("footlight").setLevel(Level.valueOf(settings.of(Settings.LOG_LEVEL)));
        loggers.getLogger("footlight.access").setLevel(settings.of(Settings.LOG_ACCESS) ? Level.INFO : Level.OFF);
        var root = loggers.getLogger("ROOT");
        if (settings.of(Settings.LOG_FORMAT).equals("json")
                && root.getAppender(LINES) instanceof ConsoleAppender<ILoggingEvent> lines) inJson(loggers, lines);
        RecentLines recent = new RecentLines();
        recent.setContext(loggers);
        recent.start();
        root.addAppender(recent);
        return recent;
    }

    private static void inJson(LoggerContext loggers, ConsoleAppender<ILoggingEvent> lines) {
        JsonLines json = new JsonLines();
        json.setContext(loggers);
        json.start();
        lines.stop();
        lines.setEncoder(json);
        lines.start();
    }
}
