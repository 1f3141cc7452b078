package footlight.platform.channel;

import footlight.front.Refusal;
import footlight.platform.access.Access;
import footlight.platform.access.Action;
import footlight.platform.access.Role;
import footlight.platform.access.Scope;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What somebody has to say in a channel.
///
/// @param role theirs, or that of a key's maker
/// @param key what they ask with; null when it is not a key, and the role alone decides
public record Part(Role role, Asker.@Nullable Key key) {
    public boolean may(Action action) {
        return Access.may(role, action) && (key == null || key.named(action));
    }

    /// The role and what they may do, as the API document calls it ChannelOwn.
    public JsonObject json() {
        JsonArray actions = new JsonArray();
        for (Action action : Action.values()) if (may(action)) actions.add(action.word());
        return new JsonObject().put("role", role.word()).put("actions", actions);
    }

    /// @throws Refusal 403 when they may not, saying what is missing
    public void demand(Action action) {
        if (key != null && !key.named(action)) throw Refusals.scopeMissing(Scope.wordsFor(action));
        if (!Access.may(role, action)) throw Refusals.roleTooLow(role.word());
    }
}
