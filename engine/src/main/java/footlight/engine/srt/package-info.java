/// SRT: encoders publish MPEG transport streams over UDP. [footlight.engine.srt.SrtEdge] listens, an
/// `SrtSocket` on each loop tells callers apart, an `SrtCaller` is one of them, an `SrtPublisher` makes frames of
/// what it sends.
@NullMarked
package footlight.engine.srt;

import org.jspecify.annotations.NullMarked;
