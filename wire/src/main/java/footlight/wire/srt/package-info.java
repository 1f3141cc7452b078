/// SRT as a listener needs it: handshake, key material, and the receiving side of live mode. Sources:
/// draft-sharabayko-srt-01, and the SRT Access Control guidelines for stream ids and refusals.
@NullMarked
package footlight.wire.srt;

import org.jspecify.annotations.NullMarked;
