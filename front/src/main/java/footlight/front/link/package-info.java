/// The page's one live connection: topics of encoded bytes over a WebSocket.
@NullMarked
package footlight.front.link;

import org.jspecify.annotations.NullMarked;
