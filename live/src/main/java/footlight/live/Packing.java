package footlight.live;

import io.netty.buffer.ByteBuf;
import java.util.List;

/// How frames become the bytes of one way out (FLV, FLV in WebSocket messages, RTMP chunks).
///
/// The bytes are made once and sent to every viewer alike, so a packing keeps no state of its own
/// between calls: one object serves all streams. Called on the stream's loop. Each answer is a new
/// buffer with one reference, owned by the caller.
public interface Packing {
    /// What a viewer gets before anything else.
    ByteBuf head(Formats formats);

    /// The frames, in order. `formatsChanged` says that the formats differ from those of the bytes
    /// before, and must be told again in front of the frames.
    ByteBuf pack(List<Frame> frames, Formats formats, boolean formatsChanged);
}
