/// HTTP-FLV and WebSocket-FLV: the way out that any HTTP/1.1 connection can carry with the delay
/// of the network alone. Start reading at [footlight.engine.flv.FlvRoutes].
@NullMarked
package footlight.engine.flv;

import org.jspecify.annotations.NullMarked;
