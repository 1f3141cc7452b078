package footlight.engine;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A wish to receive a stream's media over `route` (`flv`, `wsflv`, `rtmp`, …), with the pass
/// that was shown, if any.
public record PlayRequest(
        String streamId, String route, @Nullable String pass, InetAddress from) {
    /// Without the pass: this may stand in a log.
    @Override
    public String toString() {
        return "play " + streamId + " by " + route + " from " + from;
    }
}
