/// AV1 configuration records and sequence headers. Sources: AV1 Bitstream and Decoding Process Specification
/// 1.0.0 with errata 1, AV1 Codec ISO Media File Format Binding 1.2.
@NullMarked
package footlight.wire.av1;

import org.jspecify.annotations.NullMarked;
