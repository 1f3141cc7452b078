package footlight.wire.rtmp;

import java.nio.ByteBuffer;

/// Where message bodies are gathered; the one copy of a payload is made here, into whatever buffer the edge likes.
/// All calls come from inside `ChunkReader.feed`.
public interface Bodies<B> {
    /// A place for a body that says it will have `declaredBytes`, which is a promise of a stranger:
    /// reserve little, and grow.
    B begin(int declaredBytes);

    /// Takes all that remains in `piece`.
    void append(B body, ByteBuffer piece);

    /// Gives back a body that will never be whole.
    void drop(B body);
}
