/// MPEG transport streams: from packets to whole units of the first picture and the first sound of the first
/// program. Sources: ISO/IEC 13818-1 (ITU-T H.222.0), and what it refers to.
@NullMarked
package footlight.wire.ts;

import org.jspecify.annotations.NullMarked;
