package footlight.engine.rtmp;

import footlight.wire.rtmp.Bodies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/// Gathers message bodies in direct buffers, which become the payloads of frames: the one copy.
/// Small bodies get what they declare; a large one gets a first step, and the rest when that much
/// has really come.
final class ChannelBodies implements Bodies<ByteBuf> {
    private static final int FIRST_STEP_BYTES = 64 * 1024;

    private final ByteBufAllocator buffers;

    ChannelBodies(ByteBufAllocator buffers) {
        this.buffers = buffers;
    }

    @Override
    public ByteBuf begin(int declaredBytes) {
        return buffers.directBuffer(Math.min(declaredBytes, FIRST_STEP_BYTES), declaredBytes);
    }

    @Override
    public void append(ByteBuf body, ByteBuffer piece) {
        if (body.writableBytes() < piece.remaining()) body.capacity(body.maxCapacity());
        body.writeBytes(piece);
    }

    @Override
    public void drop(ByteBuf body) {
        body.release();
    }
}
