package footlight.platform.show;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the platform asks of whoever carries the media, by stream id. Any thread; nothing here blocks: closing is
/// begun, not awaited. An unknown stream is one without encoder and viewers.
public interface Streams {
    /// What its encoder sends now; empty when none is on.
    Optional<EncoderFacts> facts(String streamId);

    /// Everyone who receives its media now.
    int viewers(String streamId);

    /// The show has ended: who receives its media goes; who fetches it piece by piece may fetch what is left of
    /// it, for as long as the door grants that.
    void endViewers(String streamId, String reason);

    /// Nobody receives anything of it any more.
    void closeViewers(String streamId, String reason);

    /// Asks again about everybody who receives media; who may not stay goes. Blocks for as long as that takes.
    void review(Stay stay);

    /// Whether who was let in may stay.
    interface Stay {
        /// @param pass what they showed
        /// @param lasting for as long as they like; else for one piece, which is short
        boolean may(String streamId, @Nullable String pass, boolean lasting);
    }

    void closePublisher(String streamId, String reason);
}
