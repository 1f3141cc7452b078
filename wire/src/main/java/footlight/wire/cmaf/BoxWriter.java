package footlight.wire.cmaf;

import java.nio.ByteBuffer;

/// Writes boxes inside of boxes; the size of each is set when it closes. Source: ISO/IEC 14496-12, 4.2. Grows as it
/// must; for one thread.
final class BoxWriter {
    private ByteBuffer out = ByteBuffer.allocate(1024);

    /// A box of `type` with whatever `content` writes.
    BoxWriter box(String type, Runnable content) {
        int start = out.position();
        u32(0).text(type);
        content.run();
        out.putInt(start, out.position() - start);
        return this;
    }

    BoxWriter fullBox(String type, int version, int flags, Runnable content) {
        return box(type, () -> {
            u32(version << 24 | flags);
            content.run();
        });
    }

    /// Four letters, or as many as there are.
    BoxWriter text(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) out.put((byte) ascii.charAt(i));
        return this;
    }

    BoxWriter u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    BoxWriter u16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    BoxWriter u32(int value) {
        room(4).putInt(value);
        return this;
    }

    BoxWriter zeros(int bytes) {
        room(bytes).put(new byte[bytes]);
        return this;
    }

    BoxWriter bytes(ByteBuffer bytes) {
        room(bytes.remaining()).put(bytes.duplicate());
        return this;
    }

    ByteBuffer written() {
        return out.flip();
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            int needed = out.position() + bytes;
            out = ByteBuffer.allocate(Math.max(needed, 2 * out.capacity())).put(out.flip());
        }
        return out;
    }
}
