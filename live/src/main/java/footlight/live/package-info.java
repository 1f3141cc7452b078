/// The hub: every stream passes through here as frames, and is handed once to each event loop
/// that has takers. No protocol, no socket and no clock is known here; of Netty only its buffers
/// and executors.
///
/// Start reading at [footlight.live.LiveStream].
@NullMarked
package footlight.live;

import org.jspecify.annotations.NullMarked;
