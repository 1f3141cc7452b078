package footlight.platform.key;

import footlight.front.BusinessRequest;
import footlight.platform.api.Asker;
import footlight.platform.api.Bearer;
import footlight.platform.api.WhoAsks;
import java.util.Optional;

/// Tells programs by their key, and leaves everybody else to who knows people. Blocks on the database.
public final class KeyOrPerson implements WhoAsks {
    private final ApiKeys keys;
    private final WhoAsks people;

    public KeyOrPerson(ApiKeys keys, WhoAsks people) {
        this.keys = keys;
        this.people = people;
    }

    @Override
    public Asker of(BusinessRequest request) {
        Optional<String> secret = Bearer.token(request).filter(token -> token.startsWith(ApiKeys.MARK));
        return secret.isPresent() ? keys.asker(secret.get()) : people.of(request);
    }
}
