/// AMF0 and AMF3, the value encodings of RTMP commands and FLV script tags. Sources: Adobe AMF 0 and
/// AMF 3 specifications.
@NullMarked
package footlight.wire.amf;

import org.jspecify.annotations.NullMarked;
