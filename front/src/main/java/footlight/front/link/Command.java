package footlight.front.link;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a page says, decoded once.
sealed interface Command {
    /// @param after the newest id the page has of a topic
    record Subscribe(List<String> topics, Map<String, Long> after) implements Command {}

    record Unsubscribe(List<String> topics) implements Command {}

    /// @param clientMillis echoed as it came
    record Ping(Number clientMillis) implements Command {}

    Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}(:[A-Za-z0-9_-]{1,64}){0,3}");

    /// Empty when the text is none of these.
    static Optional<Command> read(String text) {
        try {
            JsonObject json = new JsonObject(text);
            if (json.getValue("ping") instanceof Number clientMillis) return Optional.of(new Ping(clientMillis));
            if (json.getValue("subscribe") instanceof JsonArray names)
                return topics(names).map(topics -> new Subscribe(topics, after(json.getValue("after"))));
            if (json.getValue("unsubscribe") instanceof JsonArray names)
                return topics(names).map(Unsubscribe::new);
            return Optional.empty();
        } catch (DecodeException | ClassCastException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> topics(JsonArray names) {
        List<String> topics = new ArrayList<>();
        for (Object name : names) {
            if (!(name instanceof String topic) || !TOPIC.matcher(topic).matches()) return Optional.empty();
            topics.add(topic);
        }
        return Optional.of(List.copyOf(topics));
    }

    private static Map<String, Long> after(@org.jspecify.annotations.Nullable Object value) {
        Map<String, Long> after = new HashMap<>();
        if (value instanceof JsonObject ids) {
            ids.forEach(entry -> {
                if (entry.getValue() instanceof Number id) after.put(entry.getKey(), id.longValue());
            });
        }
        return after;
    }
}
