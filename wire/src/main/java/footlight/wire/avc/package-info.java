/// H.264 parameter sets and length-prefixed access units. Sources: ITU-T H.264, ISO/IEC 14496-15.
@NullMarked
package footlight.wire.avc;

import org.jspecify.annotations.NullMarked;
