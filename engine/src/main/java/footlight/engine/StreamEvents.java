package footlight.engine;

import java.net.InetSocketAddress;

/// What happens at the entrance, told as it happens. Called on an event loop: whoever listens
/// hands over at once.
public interface StreamEvents {
    enum Refused {
        /// There is an encoder already, and a second one does not take over here.
        SECOND_ENCODER,
        /// A track is of a kind that cannot be carried; the others go on.
        MEDIA
    }

    /// An encoder publishes into the stream now, by `protocol` (`rtmp`, `rtmps`). `encoder` is its
    /// own name for itself, empty when it gave none.
    void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder);

    /// The encoder is gone, for the reason given in a sentence. When another took over, the first
    /// one's end is told before the other's beginning.
    void publisherOff(String streamId, String reason);

    /// Something of what an encoder sent was refused, in a sentence.
    void refused(String streamId, InetSocketAddress from, Refused what, String reason);
}
