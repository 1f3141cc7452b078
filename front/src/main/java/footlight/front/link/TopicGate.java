package footlight.front.link;

import java.util.function.Consumer;

/// Who may listen to what.
public interface TopicGate {
    /// Called on an event loop and must not block there; `answer` may be called later, once, on any thread.
    void ask(Handshake handshake, String topic, Consumer<Boolean> answer);
}
