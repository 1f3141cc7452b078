package footlight.engine;

import java.util.function.Consumer;

/// Decides who may publish.
public interface PublishGate {
    /// Called on an event loop; must not block. `answer` is called once, on any thread.
    void ask(PublishRequest request, Consumer<PublishAnswer> answer);
}
