package footlight.wire.amf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes AMF0 values into a growing array. Each call writes one value and returns this; `object().field(..)...end()`
/// brackets an object. One writer for one message, on the caller's thread.
public final class Amf0Writer {
    private byte[] bytes = new byte[256];
    private int size;

    public Amf0Writer number(double value) {
        room(9).put((byte) 0x00).putDouble(value);
        size += 9;
        return this;
    }

    public Amf0Writer bool(boolean value) {
        room(2).put((byte) 0x01).put((byte) (value ? 1 : 0));
        size += 2;
        return this;
    }

    /// A text of up to 65535 bytes; longer ones go out as AMF0's long text.
    public Amf0Writer text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= 0xFFFF) {
            room(3 + utf8.length).put((byte) 0x02).putShort((short) utf8.length).put(utf8);
            size += 3 + utf8.length;
        } else {
            room(5 + utf8.length).put((byte) 0x0C).putInt(utf8.length).put(utf8);
            size += 5 + utf8.length;
        }
        return this;
    }

    public Amf0Writer nothing() {
        return marker(0x05);
    }

    public Amf0Writer object() {
        return marker(0x03);
    }

    public Amf0Writer ecmaArray(int count) {
        room(5).put((byte) 0x08).putInt(count);
        size += 5;
        return this;
    }

    public Amf0Writer strictArray(int count) {
        room(5).put((byte) 0x0A).putInt(count);
        size += 5;
        return this;
    }

    /// The name of the field whose value is written next.
    public Amf0Writer field(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        room(2 + utf8.length).putShort((short) utf8.length).put(utf8);
        size += 2 + utf8.length;
        return this;
    }

    /// Ends the object or ECMA array.
    public Amf0Writer end() {
        room(3).putShort((short) 0).put((byte) 0x09);
        size += 3;
        return this;
    }

    /// Any value; an AMF3 byte array, which AMF0 cannot say, goes out as undefined.
    public Amf0Writer value(AmfValue value) {
        return switch (value) {
            case AmfValue.Numeral number -> number(number.value());
            case AmfValue.Bool bool -> bool(bool.value());
            case AmfValue.Text text -> text(text.value());
            case AmfValue.Xml xml -> text(xml.document());
            case AmfValue.Date date -> date(date.epochMs());
            case AmfValue.Bytes _ -> marker(0x06);
            case AmfValue.Nothing nothing -> marker(nothing == AmfValue.Nothing.NULL ? 0x05 : 0x06);
            case AmfValue.Items items -> {
                strictArray(items.items().size());
                items.items().forEach(this::value);
                yield this;
            }
            case AmfValue.Fields fields -> {
                object();
                fields.fields().forEach((name, field) -> field(name).value(field));
                yield end();
            }
        };
    }

    public Amf0Writer date(double epochMs) {
        room(11).put((byte) 0x0B).putDouble(epochMs).putShort((short) 0);
        size += 11;
        return this;
    }

    /// What has been written, sharing the writer's array.
    public ByteBuffer written() {
        return ByteBuffer.wrap(bytes, 0, size).slice();
    }

    private Amf0Writer marker(int marker) {
        room(1).put((byte) marker);
        size++;
        return this;
    }

    private ByteBuffer room(int more) {
        if (bytes.length - size < more) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        return ByteBuffer.wrap(bytes, size, more);
    }
}
