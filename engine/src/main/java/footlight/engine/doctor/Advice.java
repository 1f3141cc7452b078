package footlight.engine.doctor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the doctor says about one fault.
///
/// @param sentence what is wrong, or how it is now that it is over
/// @param remedy what to do, in the words of the encoder's own menu
/// @param since when it was first told
/// @param overSince null while it is there
public record Advice(
        Fault fault,
        String sentence,
        String remedy,
        Instant since,
        @Nullable Instant overSince) {}
