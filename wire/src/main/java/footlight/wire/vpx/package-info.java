/// VP9 configuration records and frame headers. Sources: VP9 Bitstream and Decoding Process Specification 0.6,
/// VP Codec ISO Media File Format Binding 1.0.
@NullMarked
package footlight.wire.vpx;

import org.jspecify.annotations.NullMarked;
