package footlight.platform.api;

import footlight.front.BusinessRequest;
import java.util.Optional;

/// The token of `Authorization: Bearer`. Source: RFC 6750, 2.1.
public final class Bearer {
    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /// Empty for other schemes: they are somebody else's, such as the password of a proxy in front of the whole site.
    public static Optional<String> token(BusinessRequest request) {
        return request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }
}
