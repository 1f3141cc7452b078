/// LL-HLS and HLS: the way out for every device with a browser or a player. A [footlight.engine.hls.Packager]
/// for each stream makes parts and segments of its frames; what it has made is an immutable
/// [footlight.engine.hls.Snapshot], from which requests are answered on their own loops. Start reading at
/// [footlight.engine.hls.HlsRoutes]. Source: RFC 8216bis (draft-pantos-hls-rfc8216bis).
@NullMarked
package footlight.engine.hls;

import org.jspecify.annotations.NullMarked;
