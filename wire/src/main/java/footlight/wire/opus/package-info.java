/// What Opus sound is, as Ogg, RTMP and MP4 write it. Sources: RFC 7845, Opus in ISO Base Media File Format
/// 0.8.1.
@NullMarked
package footlight.wire.opus;

import org.jspecify.annotations.NullMarked;
