package footlight.engine.hls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of one part, or of one segment as the pieces that its parts are. Shared by all who ask for it, on every
// thread; owned by the packager, who releases it when it leaves the window.
final class Media {
    /// Never of a pool: once released it stays so, and whoever comes too late finds that out.
    private final CompositeByteBuf bytes;

    private final int size;

    private Media(CompositeByteBuf bytes) {
        this.bytes = bytes;
        this.size = bytes.readableBytes();
    }

    /// Takes over the reference.
    static Media of(ByteBuf part) {
        return new Media(Unpooled.compositeBuffer(2).addComponent(true, part));
    }

    /// All of these, one after another; they stay with their owner.
    static Media joined(List<Media> parts) {
        CompositeByteBuf bytes = Unpooled.compositeBuffer(Math.max(2, parts.size()));
        for (Media part : parts)
            bytes.addComponent(true, part.bytes.component(0).retain());
        return new Media(bytes);
    }

    int size() {
        return size;
    }

    /// A view with a reference of its own, which the caller releases; null when it has left the window meanwhile.
    @Nullable
    ByteBuf share() {
        try {
            return bytes.retainedDuplicate();
        } catch (IllegalReferenceCountException gone) {
            return null;
        }
    }

    void release() {
        bytes.release();
    }
}
