/// RTMP as pure machines: handshake, chunks, control messages, commands. Source: Adobe RTMP 1.0 (2012).
@NullMarked
package footlight.wire.rtmp;

import org.jspecify.annotations.NullMarked;
