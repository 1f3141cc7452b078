package footlight.platform.api;

import footlight.front.BusinessRequest;

/// Finds out who sends a request. Blocks on the database.
public interface WhoAsks {
    /// @throws footlight.front.Refusal when a bearer token is wrong; a bad cookie is just `Nobody`
    Asker of(BusinessRequest request);
}
