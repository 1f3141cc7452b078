package footlight.wire.amf;

import footlight.wire.amf.AmfValue.Bool;
import footlight.wire.amf.AmfValue.Bytes;
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
import java.util.function.Supplier;

/// Reads AMF3 values. Externalizable objects are refused: their bytes have no shape without their class. Vectors and
/// dictionaries are too; no RTMP client sends them. One reader for one message, on the caller's thread.
public final class Amf3Reader {
    private record Traits(List<String> names, boolean dynamic) {}

    private final AmfInput input;
    private final List<String> texts = new ArrayList<>();
    private final List<Traits> traits = new ArrayList<>();
    private final List<Referable> objects = new ArrayList<>();

    public Amf3Reader(ByteBuffer in, AmfLimits limits) {
        this(new AmfInput(in, limits));
    }

    Amf3Reader(AmfInput input) {
        this.input = input;
    }

    public boolean hasNext() {
        return input.in.hasRemaining();
    }

    /// @throws footlight.wire.MalformedMedia when the bytes end early, a marker is not taken, or a limit is passed
    public AmfValue next() {
        input.spend(1);
        int marker = input.u8("marker");
        return switch (marker) {
            case 0x00 -> Nothing.UNDEFINED;
            case 0x01 -> Nothing.NULL;
            case 0x02 -> new Bool(false);
            case 0x03 -> new Bool(true);
            case 0x04 -> new AmfValue.Numeral(u29() << 3 >> 3); // 29 bits with sign
            case 0x05 -> new AmfValue.Numeral(input.f64("double"));
            case 0x06 -> new Text(text());
            case 0x07, 0x0B -> referable(bytes -> () -> new Xml(input.utf8(bytes, "XML")));
            case 0x08 -> referable(_ -> () -> new Date(input.f64("date")));
            case 0x09 -> referable(count -> () -> array(count));
            case 0x0A -> referable(head -> () -> object(head));
            case 0x0C -> referable(bytes -> () -> bytes(bytes));
            default -> throw input.malformed("marker 0x%02x is no AMF3 value we take".formatted(marker));
        };
    }

    /// AMF3's variable length number: seven bits in each of up to three bytes, all eight of the fourth.
    private int u29() {
        int value = 0;
        for (int i = 0; i < 3; i++) {
            int octet = input.u8("U29");
            value = (value << 7) | (octet & 0x7F);
            if (octet < 0x80) return value;
        }
        return (value << 8) | input.u8("U29");
    }

    private String text() {
        int head = u29();
        if ((head & 1) == 0) return at(texts, head >> 1, "text");
        String text = input.utf8(head >> 1, "text");
        // The empty text is never sent by reference.
        if (!text.isEmpty()) texts.add(text);
        return text;
    }

    private AmfValue referable(java.util.function.IntFunction<Supplier<AmfValue>> body) {
        int head = u29();
        if ((head & 1) == 0) return at(objects, head >> 1, "object").again(input);
        Referable place = new Referable();
        objects.add(place);
        return place.fill(input, body.apply(head >> 1));
    }

    private AmfValue bytes(int count) {
        input.need(count, "byte array");
        input.in.position(input.in.position() + count);
        return new Bytes(count);
    }

    private AmfValue array(int dense) {
        Map<String, AmfValue> named = dynamicFields(new LinkedHashMap<>());
        input.need(dense, "array");
        List<AmfValue> items = new ArrayList<>(Math.min(dense, 16));
        for (int i = 0; i < dense; i++) items.add(next());
        if (named.isEmpty()) return new Items(Collections.unmodifiableList(items));
        for (int i = 0; i < items.size(); i++) named.put(Integer.toString(i), items.get(i));
        return new Fields(Collections.unmodifiableMap(named));
    }

    /// `head` is the object's U29 without its lowest bit: inline traits?, externalizable?, dynamic?, count.
    private AmfValue object(int head) {
        Traits shape = (head & 1) == 0 ? at(traits, head >> 1, "traits") : traits(head >> 1);
        Map<String, AmfValue> fields = new LinkedHashMap<>();
        for (String name : shape.names()) fields.put(name, next());
        return new Fields(Collections.unmodifiableMap(shape.dynamic() ? dynamicFields(fields) : fields));
    }

    private Traits traits(int head) {
        text(); // The class name: all classes read as plain objects.
        if ((head & 1) != 0) throw input.malformed("externalizable object");
        int count = head >> 2;
        input.need(count, "traits");
        // Names are charged here, as well as their values in each object, for they are kept.
        input.spend(count);
        List<String> names = new ArrayList<>(Math.min(count, 16));
        for (int i = 0; i < count; i++) names.add(input.name(text()));
        Traits shape = new Traits(Collections.unmodifiableList(names), (head & 2) != 0);
        traits.add(shape);
        return shape;
    }

    private Map<String, AmfValue> dynamicFields(Map<String, AmfValue> into) {
        for (String name = text(); !name.isEmpty(); name = text()) into.put(input.name(name), next());
        return into;
    }

    private <T> T at(List<T> table, int index, String what) {
        if (index >= table.size()) throw input.malformed(what + " reference " + index + " of " + table.size());
        return table.get(index);
    }
}
