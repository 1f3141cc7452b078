package footlight.app.ports;

import footlight.engine.PublishAnswer;
import footlight.engine.PublishGate;
import footlight.engine.PublishRequest;
import footlight.platform.show.LiveShows;
import footlight.platform.show.Publishing;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine's publish gate: the platform is asked on a thread that may block.
public final class PublishDoor implements PublishGate {
    private static final Logger log = LoggerFactory.getLogger(PublishDoor.class);

    private final LiveShows shows;
    private final Executor blocking;

    PublishDoor(LiveShows shows, Executor blocking) {
        this.shows = shows;
        this.blocking = blocking;
    }

    @Override
    public void ask(PublishRequest request, Consumer<PublishAnswer> answer) {
        blocking.execute(() -> answer.accept(decide(request)));
    }

    private PublishAnswer decide(PublishRequest request) {
        try {
            return switch (shows.mayPublish(request.streamKey(), request.from())) {
                case Publishing.Admitted(String streamId) -> new PublishAnswer.Admitted(streamId);
                case Publishing.Refused(String reason) -> new PublishAnswer.Refused(reason);
            };
        } catch (RuntimeException failed) {
            log.error("whether an encoder may publish could not be decided: {}", request, failed);
            return new PublishAnswer.Refused("The server could not check the stream key.");
        }
    }
}
