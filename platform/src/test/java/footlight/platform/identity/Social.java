package footlight.platform.identity;

import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// A site on loopback that speaks its own kind of OAuth 2, is strict about what it is sent, and can be told to lie.
interface Social {
    /// Our registration there.
    Provider provider();

    /// Where browsers may be sent back to.
    void register(String redirect);

    /// Honest, about this person from now on; no complaint is left.
    void honest(String id, String name);

    /// Says this, when it is asked for a token.
    void tokens(Stranger.Script script);

    /// Says this, when it is asked who somebody is.
    void people(Stranger.Script script);

    /// The person says no from now on.
    void unwilling();

    /// What it was sent and should not have been.
    List<String> complaints();

    /// What came last for a token.
    JsonObject lastTokenForm();

    /// A token's answer that is good.
    JsonObject goodToken();

    /// What it says about a person.
    JsonObject about(Object id, Object name);

    /// The stranger who says `invalid code`.
    Stranger.Script noSuchCode();

    /// Says that our secret is wrong.
    Stranger.Script wrongSecret();

    /// No AutoCloseable: a test that is given one would close it.
    void close();
}
