/// What FLAC sound is, as its files, RTMP and MP4 write it. Sources: RFC 9639, FLAC in ISO Base Media File
/// Format 0.0.4.
@NullMarked
package footlight.wire.flac;

import org.jspecify.annotations.NullMarked;
