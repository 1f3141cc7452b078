/// HEVC parameter sets and configuration records. Sources: ITU-T H.265, ISO/IEC 14496-15, 8.
@NullMarked
package footlight.wire.hevc;

import org.jspecify.annotations.NullMarked;
