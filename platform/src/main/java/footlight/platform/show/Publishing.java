package footlight.platform.show;

/// May this encoder publish?
public sealed interface Publishing {
    /// @param streamId what it feeds
    record Admitted(String streamId) implements Publishing {}

    /// @param reason one plain sentence, for logs; encoders show their own
    record Refused(String reason) implements Publishing {}
}
