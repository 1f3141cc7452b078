package footlight.live;

import io.netty.buffer.ByteBuf;

/// Frames packed for one way out, shared by all of its viewers.
///
/// `head` is what a viewer needs who begins with this batch; `startsRun` says that decoding can
/// begin here; `tellsFormats` says that formats other than before are told in front of the frames, so
/// that who missed it can decode nothing of what follows. The two buffers are counted together:
/// [#retain()] and [#release()] go for both.
public record Batch(ByteBuf head, ByteBuf bytes, boolean startsRun, boolean tellsFormats) {
    public int size() {
        return bytes.readableBytes();
    }

    public Batch retain() {
        head.retain();
        bytes.retain();
        return this;
    }

    public void release() {
        head.release();
        bytes.release();
    }
}
