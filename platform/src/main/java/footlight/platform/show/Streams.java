package footlight.platform.show;

import java.util.Optional;

/// What the platform asks of whoever carries the media, by stream id. Any thread; nothing here blocks: closing is
/// begun, not awaited. An unknown stream is one without encoder and viewers.
public interface Streams {
    /// What its encoder sends now; empty when none is on.
    Optional<EncoderFacts> facts(String streamId);

    /// Everyone who receives its media now.
    int viewers(String streamId);

    void closeViewers(String streamId, String reason);

    void closePublisher(String streamId, String reason);
}
