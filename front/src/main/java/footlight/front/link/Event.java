package footlight.front.link;

import footlight.front.WebSocketFrames;
import org.jspecify.annotations.Nullable;

/// One published event, as the bytes that every listener gets.
///
/// @param kind not null when only the newest event of this kind matters
record Event(String topic, long id, @Nullable String kind, Frame frame) {

    /// A whole WebSocket text message.
    @SuppressWarnings(
            "ArrayRecordComponent") // Never compared and never changed; a copy for each listener is what this avoids.
    record Frame(byte[] bytes) {}

    static Event of(String topic, long id, @Nullable String kind, String json) {
        String message = "{\"topic\":\"" + topic + "\",\"id\":" + id + ",\"event\":" + json + "}";
        return new Event(topic, id, kind, new Frame(WebSocketFrames.text(message)));
    }

    int bytes() {
        return frame.bytes().length;
    }
}
