package footlight.platform.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that somebody did.
///
/// @param actor one word, such as `person:k3v9q0x7m2ab`, `key:…`, `admin` (who can read the data folder), `server`,
///     `nobody`
/// @param deed such as `key.create`
/// @param subject the id of what it was done to
/// @param channelId null when it is about an account or the server
/// @param detail such as the name of what it was done to, at that time
/// @param address that it came from; null when no request did it
/// @param request the request's id
record Deed(
        long id,
        Instant at,
        String actor,
        String deed,
        String subject,
        @Nullable String channelId,
        String detail,
        @Nullable String address,
        @Nullable String request) {
    String kind() {
        int dot = deed.indexOf('.');
        return dot < 0 ? deed : deed.substring(0, dot);
    }

    /// The actor's id; empty when they have none.
    String actorId() {
        return actor.substring(actor.indexOf(':') + 1);
    }
}
