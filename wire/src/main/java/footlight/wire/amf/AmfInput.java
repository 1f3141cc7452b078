package footlight.wire.amf;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes under both AMF readers, with the accounts that keep a small message from unfolding without end.
final class AmfInput {
    private static final int NAME_AT_MOST = 1024;

    final ByteBuffer in;
    private final AmfLimits limits;
    private final int start;
    private int depth;
    private int values;

    AmfInput(ByteBuffer in, AmfLimits limits) {
        this.in = in;
        this.limits = limits;
        this.start = in.position();
    }

    void need(int bytes, String what) {
        if (bytes < 0 || in.remaining() < bytes)
            throw malformed(what + " wants " + bytes + " bytes, " + in.remaining() + " are left");
    }

    int u8(String what) {
        need(1, what);
        return in.get() & 0xFF;
    }

    int u16(String what) {
        need(2, what);
        return in.getShort() & 0xFFFF;
    }

    int s32(String what) {
        need(4, what);
        return in.getInt();
    }

    double f64(String what) {
        need(8, what);
        return in.getDouble();
    }

    String utf8(int bytes, String what) {
        need(bytes, what);
        if (bytes > limits.textBytes())
            throw malformed(what + " of " + bytes + " bytes, at most " + limits.textBytes());
        byte[] text = new byte[bytes];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// The name of a field, which we may have to write again with two bytes for its length.
    String name(String name) {
        if (name.length() > NAME_AT_MOST)
            throw malformed("field name of " + name.length() + " letters, at most " + NAME_AT_MOST);
        return name;
    }

    /// Books `count` more values against the message's allowance.
    void spend(int count) {
        if (count < 0 || count > limits.values() - values) throw malformed("more than " + limits.values() + " values");
        values += count;
    }

    int spent() {
        return values;
    }

    void enter() {
        if (++depth > limits.depth()) throw malformed("nested deeper than " + limits.depth());
    }

    void leave() {
        depth--;
    }

    MalformedMedia malformed(String what) {
        return new MalformedMedia("AMF: " + what + ", at byte " + (in.position() - start));
    }
}
