package footlight.app.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Each event as one object of JSON on one line: `time`, `level`, `logger`, `message`, and where they are `request` and
/// `fault`, which is a whole stack trace. For collectors of logs.
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

    @Override
    public void start() {
        traces.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        JsonObject line = new JsonObject()
                .put("time", event.getInstant().toString())
                .put("level", event.getLevel().toString().toLowerCase(Locale.ROOT))
                .put("logger", event.getLoggerName())
                .put("message", event.getFormattedMessage());
        String request = event.getMDCPropertyMap().get("request");
        if (request != null) line.put("request", request);
        if (event.getThrowableProxy() != null)
            line.put("fault", traces.convert(event).stripTrailing());
        return (line.encode() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
