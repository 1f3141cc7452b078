package footlight.wire.amf;

import footlight.wire.amf.AmfValue.Bool;
import footlight.wire.amf.AmfValue.Date;
import footlight.wire.amf.AmfValue.Fields;
import footlight.wire.amf.AmfValue.Items;
import footlight.wire.amf.AmfValue.Nothing;
import footlight.wire.amf.AmfValue.Text;
import footlight.wire.amf.AmfValue.Xml;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads AMF0 values one after another; the avmplus marker switches to AMF3 for one value. One reader
/// for one message, on the caller's thread. Moves the buffer's position.
public final class Amf0Reader {
    private static final int OBJECT_END = 0x09;

    private final AmfInput input;
    private final List<Referable> table = new ArrayList<>();
    private @Nullable Amf3Reader amf3;

    public Amf0Reader(ByteBuffer in, AmfLimits limits) {
        this.input = new AmfInput(in, limits);
    }

    public boolean hasNext() {
        return input.in.hasRemaining();
    }

    /// @throws footlight.wire.MalformedMedia when the bytes end early, a marker is unknown, or a limit is passed
    public AmfValue next() {
        input.spend(1);
        int marker = input.u8("marker");
        return switch (marker) {
            case 0x00 -> new AmfValue.Numeral(input.f64("number"));
            case 0x01 -> new Bool(input.u8("boolean") != 0);
            case 0x02 -> new Text(input.utf8(input.u16("text length"), "text"));
            case 0x03 -> complex(this::fields);
            case 0x05 -> Nothing.NULL;
            // 0x0D stands for what the sender could not serialise.
            case 0x06, 0x0D -> Nothing.UNDEFINED;
            case 0x07 -> reference();
            case 0x08 -> complex(this::ecmaArray);
            case 0x0A -> complex(this::strictArray);
            case 0x0B -> date();
            case 0x0C -> new Text(input.utf8(input.s32("long text length"), "long text"));
            case 0x0F -> new Xml(input.utf8(input.s32("XML length"), "XML"));
            case 0x10 -> complex(this::typedObject);
            case 0x11 -> avmplus();
            default -> throw input.malformed("marker 0x%02x is no AMF0 value".formatted(marker));
        };
    }

    private AmfValue date() {
        double epochMs = input.f64("date");
        input.u16("time zone"); // Reserved; the specification says to ignore it.
        return new Date(epochMs);
    }

    private AmfValue fields() {
        Map<String, AmfValue> fields = new LinkedHashMap<>();
        while (true) {
            String name = input.name(input.utf8(input.u16("field name length"), "field name"));
            if (name.isEmpty() && atObjectEnd()) return new Fields(Collections.unmodifiableMap(fields));
            fields.put(name, next());
        }
    }

    private boolean atObjectEnd() {
        // Some cameras leave the end marker out at the very end of a message.
        if (!input.in.hasRemaining()) return true;
        if (input.in.get(input.in.position()) != OBJECT_END) return false;
        input.in.get();
        return true;
    }

    private AmfValue ecmaArray() {
        // The count is a hint that encoders get wrong (ffmpeg, OBS patch it or leave 0): the end marker rules.
        input.s32("array count");
        return fields();
    }

    private AmfValue strictArray() {
        int count = input.s32("array count");
        // Each element takes a byte at least, so this also bounds the count before anything is kept.
        input.need(count, "array");
        List<AmfValue> items = new ArrayList<>(Math.min(count, 16));
        for (int i = 0; i < count; i++) items.add(next());
        return new Items(Collections.unmodifiableList(items));
    }

    private AmfValue typedObject() {
        input.utf8(input.u16("class name length"), "class name");
        return fields();
    }

    private AmfValue avmplus() {
        if (amf3 == null) amf3 = new Amf3Reader(input);
        return amf3.next();
    }

    private AmfValue complex(java.util.function.Supplier<AmfValue> body) {
        Referable place = new Referable();
        table.add(place);
        return place.fill(input, body);
    }

    private AmfValue reference() {
        int index = input.u16("reference");
        if (index >= table.size()) throw input.malformed("reference " + index + " of " + table.size());
        return table.get(index).again(input);
    }
}
