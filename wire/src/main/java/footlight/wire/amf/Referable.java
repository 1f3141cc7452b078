package footlight.wire.amf;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A place in a reader's reference table. It remembers how many values it unfolds to, so that a chain
/// of references that doubles at every step is charged for what it stands for, and refuses a reference
/// into itself.
final class Referable {
    private @Nullable AmfValue value;
    private int cost;

    AmfValue fill(AmfInput input, Supplier<AmfValue> body) {
        input.enter();
        int before = input.spent();
        AmfValue read = body.get();
        cost = input.spent() - before;
        input.leave();
        value = read;
        return read;
    }

    AmfValue again(AmfInput input) {
        if (value == null) throw input.malformed("reference to a value that contains it");
        input.spend(cost);
        return value;
    }
}
