/// AAC's AudioSpecificConfig. Source: ISO/IEC 14496-3, 1.6.2.
@NullMarked
package footlight.wire.aac;

import org.jspecify.annotations.NullMarked;
