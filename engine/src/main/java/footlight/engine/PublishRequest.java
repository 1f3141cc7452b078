package footlight.engine;

import java.net.InetSocketAddress;

/// An encoder's wish to publish: by which protocol (`rtmp`, `rtmps`, …), to which application,
/// with which secret, from where.
public record PublishRequest(String protocol, String app, String streamKey, InetSocketAddress from) {
    /// Without the key: this may stand in a log.
    @Override
    public String toString() {
        return "publish by " + protocol + " to " + app + " from " + from.getAddress();
    }
}
