package footlight.engine;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A wish to receive a stream's media over `route` (`flv`, `wsflv`, `rtmp`, `hls`, …), with the pass that was
/// shown, if any. `program` is what the player calls itself, empty when it does not say. `counted` says that
/// who is let in by it watches, and is one of the audience; else it is but one of many requests of somebody who
/// is counted otherwise.
public record PlayRequest(
        String streamId, String route, @Nullable String pass, InetAddress from, String program, boolean counted) {
    public PlayRequest(String streamId, String route, @Nullable String pass, InetAddress from, String program) {
        this(streamId, route, pass, from, program, true);
    }

    public PlayRequest uncounted() {
        return new PlayRequest(streamId, route, pass, from, program, false);
    }

    /// What tells two players apart, as far as anything does.
    public String client() {
        return from.getHostAddress() + " " + program;
    }

    /// Without the pass: this may stand in a log.
    @Override
    public String toString() {
        return "play " + streamId + " by " + route + " from " + from;
    }
}
