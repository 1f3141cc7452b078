/// Playlists of HTTP Live Streaming, low latency included: records in, text out. Source: RFC 8216bis
/// (draft-pantos-hls-rfc8216bis).
@NullMarked
package footlight.wire.hls;

import org.jspecify.annotations.NullMarked;
