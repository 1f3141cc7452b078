package footlight.platform.identity;

import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// What two sites' stand-ins have in common: codes that are good once, tokens, and a list of complaints.
final class Desk implements AutoCloseable {
    /// What a code was given for.
    record Given(String redirect, String challenge, JsonObject person) {}

    final Stranger server;
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final Map<String, Given> codes = new ConcurrentHashMap<>();
    final Map<String, JsonObject> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    volatile String redirect = "";
    volatile JsonObject person = new JsonObject();
    volatile boolean unwilling;
    volatile JsonObject lastTokenForm = new JsonObject();

    Desk(Stranger.Script script) {
        server = Stranger.open(script);
    }

    String code(Given given) {
        String code = "code/" + made.incrementAndGet() + "+=";
        codes.put(code, given);
        return code;
    }

    String token(JsonObject about) {
        String token = "token." + made.incrementAndGet() + "-~/";
        tokens.put(token, about);
        return token;
    }

    /// Notes a complaint when it is not so.
    boolean demand(boolean so, String otherwise) {
        if (!so) complaints.add(otherwise);
        return so;
    }

    /// Sends the browser on.
    static void sendOn(OutputStream out, String to) throws IOException {
        Stranger.write(out, "HTTP/1.1 302 So\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
    }

    static void json(OutputStream out, int status, JsonObject json) throws IOException {
        Stranger.write(out, Stranger.answer(status, json.encode()));
    }

    static String path(Stranger.Asked asked) {
        return asked.line().split(" ")[1].split("\\?")[0];
    }

    static boolean posted(Stranger.Asked asked) {
        return asked.line().startsWith("POST ");
    }

    static Map<String, String> query(Stranger.Asked asked) {
        String[] parts = asked.line().split(" ")[1].split("\\?", 2);
        return parts.length == 1 ? Map.of() : fields(parts[1]);
    }

    static Map<String, String> fields(String text) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text.split("&")) {
            String[] pair = field.split("=", 2);
            if (pair.length == 2) fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
