/// A player of HLS that trusts nobody: it follows a live show as RFC 8216bis (draft-pantos-hls-rfc8216bis) has it and
/// writes down every rule that the server breaks. It shares nothing with what writes the playlists.
@NullMarked
package footlight.testkit.hls;

import org.jspecify.annotations.NullMarked;
