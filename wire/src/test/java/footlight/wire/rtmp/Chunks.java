package footlight.wire.rtmp;

import footlight.wire.Octets;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Writes chunks by hand, well or badly formed, for tests.
final class Chunks {
    private final ByteBuffer out = ByteBuffer.allocate(4 << 20);

    static byte[] body(int bytes, int seed) {
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++) body[i] = (byte) (seed + i * 7);
        return body;
    }

    Chunks basic(int form, int id) {
        if (id < 64) out.put((byte) (form << 6 | id));
        else if (id < 320) out.put((byte) (form << 6)).put((byte) (id - 64));
        else out.put((byte) (form << 6 | 1)).put((byte) (id - 64)).put((byte) ((id - 64) >> 8));
        return this;
    }

    Chunks full(int id, long timestampMs, int bytes, int type, int messageStreamId) {
        basic(0, id);
        Octets.putU24(out, (int) Math.min(timestampMs, 0xFFFFFF));
        Octets.putU24(out, bytes);
        out.put((byte) type).putInt(Integer.reverseBytes(messageStreamId));
        if (timestampMs >= 0xFFFFFF) out.putInt((int) timestampMs);
        return this;
    }

    Chunks sized(int id, long deltaMs, int bytes, int type) {
        basic(1, id);
        Octets.putU24(out, (int) Math.min(deltaMs, 0xFFFFFF));
        Octets.putU24(out, bytes);
        out.put((byte) type);
        if (deltaMs >= 0xFFFFFF) out.putInt((int) deltaMs);
        return this;
    }

    Chunks timed(int id, long deltaMs) {
        basic(2, id);
        Octets.putU24(out, (int) Math.min(deltaMs, 0xFFFFFF));
        if (deltaMs >= 0xFFFFFF) out.putInt((int) deltaMs);
        return this;
    }

    Chunks bare(int id) {
        return basic(3, id);
    }

    Chunks u32(long value) {
        out.putInt((int) value);
        return this;
    }

    Chunks raw(byte... bytes) {
        out.put(bytes);
        return this;
    }

    Chunks raw(byte[] bytes, int from, int to) {
        out.put(bytes, from, to - from);
        return this;
    }

    Chunks control(int id, int type, int value) {
        return full(id, 0, 4, type, 0).u32(value);
    }

    byte[] bytes() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
