package footlight.wire.amf;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One value of AMF0 or AMF3, which decode to the same shapes. Immutable, and never cyclic.
public sealed interface AmfValue {
    record Numeral(double value) implements AmfValue {}

    record Bool(boolean value) implements AmfValue {}

    record Text(String value) implements AmfValue {}

    /// An object, typed object or ECMA array: names in the order they came, a later duplicate replacing the earlier.
    record Fields(Map<String, AmfValue> fields) implements AmfValue {
        public @Nullable AmfValue field(String name) {
            return fields.get(name);
        }
    }

    /// A strict array.
    record Items(List<AmfValue> items) implements AmfValue {}

    record Date(double epochMs) implements AmfValue {}

    record Xml(String document) implements AmfValue {}

    /// An AMF3 byte array, of which commands need no more than the size.
    record Bytes(int count) implements AmfValue {}

    enum Nothing implements AmfValue {
        NULL,
        UNDEFINED
    }

    /// The text, or null when this is anything else.
    default @Nullable String textOrNull() {
        return this instanceof Text text ? text.value() : null;
    }

    /// The number; a boolean counts as 0 or 1, as some encoders write `stereo`; a numeral in a text is not read.
    default OptionalDouble number() {
        return switch (this) {
            case Numeral number -> OptionalDouble.of(number.value());
            case Bool bool -> OptionalDouble.of(bool.value() ? 1 : 0);
            case Text _, Fields _, Items _, Date _, Xml _, Bytes _, Nothing _ -> OptionalDouble.empty();
        };
    }

    /// Field `name` of an object, or null when this is no object or has no such field.
    default @Nullable AmfValue at(String name) {
        return this instanceof Fields object ? object.field(name) : null;
    }
}
