/// RTMP and RTMPS: encoders publish, players play. [footlight.engine.rtmp.RtmpEdge] listens,
/// [footlight.engine.rtmp.RtmpConnection] speaks with one client, and hands it to
/// [footlight.engine.rtmp.RtmpPublisher] or [footlight.engine.rtmp.RtmpViewer].
@NullMarked
package footlight.engine.rtmp;

import org.jspecify.annotations.NullMarked;
