package footlight.platform.door;

import footlight.front.Problem;
import footlight.front.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The doorkeeper's one answer.
public sealed interface Entry {
    /// @param passId of the pass that this viewer has or gets; null for a new one
    /// @param viewer who they are in it; null for somebody of whom nothing is known
    /// @param until when they have to go; null for no such time
    record Admitted(
            Standing standing,
            Ground ground,
            @Nullable String passId,
            @Nullable String viewer,
            @Nullable Instant until) implements Entry {}

    /// @param status of HTTP
    /// @param code stable, for programs
    /// @param sentence for people
    record Refused(int status, String code, String sentence) implements Entry {
        /// To answer with; the same as for a show that is not there, when that is what it says.
        public Refusal refusal() {
            return new Refusal(new Problem(status, code, status == 404 ? "Not found" : "Not let in", sentence));
        }
    }
}
