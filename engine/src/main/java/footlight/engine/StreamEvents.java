package footlight.engine;

/// What happens at the entrance, told as it happens. Called on an event loop: whoever listens
/// hands over at once.
public interface StreamEvents {
    /// An encoder publishes into the stream now. `encoder` is its own name for itself, if it gave one.
    void publisherOn(String streamId, String protocol, String encoder);

    /// The encoder is gone, for the reason given in a sentence; not told of one that was taken over.
    void publisherOff(String streamId, String reason);

    /// Something of what the encoder sent was refused (a codec, a second publisher), in a sentence.
    void refused(String streamId, String reason);
}
