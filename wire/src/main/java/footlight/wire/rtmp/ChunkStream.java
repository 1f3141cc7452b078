package footlight.wire.rtmp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What the reader remembers of one chunk stream: the last header, and the message under way.
final class ChunkStream<B> {
    /// Timestamp or delta of the last header of type 0 to 2, as written there.
    long field;

    boolean extended;

    /// Whether `field` is a timestamp.
    boolean absolute;

    long timestampMs;
    int messageBytes;
    int type;
    int messageStreamId;

    int bytesToCome;
    boolean underway;

    /// The message under way is passed over, and counts for nothing.
    boolean leftOut;

    @Nullable
    B body;

    @Nullable
    ByteBuffer control;
}
