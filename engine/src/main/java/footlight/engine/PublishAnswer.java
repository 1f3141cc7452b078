package footlight.engine;

/// What became of a wish to publish.
public sealed interface PublishAnswer {
    /// Publish into the stream of this id.
    record Admitted(String streamId) implements PublishAnswer {}

    /// No, with the reason in a sentence. It is for the logs and the studio: what the encoder shows
    /// is its own text.
    record Refused(String reason) implements PublishAnswer {}
}
