package footlight.platform.show;

import footlight.front.net.Cidr;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key by which encoders come to a show, without its secret.
///
/// @param first the one that came with the show, which is replaced and never revoked
/// @param addresses ranges that it may be used from, as [Cidr] writes them; empty for anywhere
/// @param revokedAt null while it is good
record StreamKey(
        String id,
        String showId,
        String name,
        boolean first,
        List<String> addresses,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedProtocol,
        @Nullable String lastUsedFrom,
        @Nullable Instant revokedAt) {

    /// @param from null when nobody knows, which is nowhere
    boolean usableFrom(@Nullable InetAddress from) {
        if (addresses.isEmpty()) return true;
        return from != null
                && addresses.stream().anyMatch(range -> Cidr.parse(range).contains(from));
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("first", first)
                .put("addresses", new JsonArray(addresses))
                .put("createdAt", createdAt.toString())
                .put("lastUsedAt", lastUsedAt == null ? null : lastUsedAt.toString())
                .put("lastUsedProtocol", lastUsedProtocol)
                .put("lastUsedFrom", lastUsedFrom)
                .put("revokedAt", revokedAt == null ? null : revokedAt.toString());
    }
}
