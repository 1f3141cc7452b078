package footlight.platform.door;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the reasons for which somebody is let in or sent away. Rules are asked in their order, and the first
/// that has an opinion decides. On a virtual thread; may block.
public interface Rule {
    Opinion on(Asking asking);

    /// @param seats those that were kept for this viewer at this show; not looked up for who only wants to see
    ///     an open one
    record Asking(Viewer viewer, Venue venue, Errand errand, List<Seat> seats) {}

    sealed interface Opinion {
        /// @param seat by which they come, if by one
        /// @param until when they have to go; null for no such time
        record Admits(
                Standing standing,
                Ground ground,
                @Nullable Seat seat,
                @Nullable Instant until) implements Opinion {}

        /// @param status of HTTP
        /// @param code stable, for programs
        /// @param sentence for people
        record Refuses(int status, String code, String sentence) implements Opinion {}

        record NoOpinion() implements Opinion {}
    }
}
