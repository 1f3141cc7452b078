package footlight.platform.key;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// The API's operations on its own keys.
public final class KeyRoutes {
    private final ApiKeys keys;
    private final Channels channels;
    private final Deeds deeds;

    public KeyRoutes(ApiKeys keys, Channels channels, Deeds deeds) {
        this.keys = keys;
        this.channels = channels;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("listKeys", this::list).on("createKey", this::create).on("revokeKey", this::revoke);
    }

    private Answer list(ApiRequest request) {
        JsonArray items = new JsonArray();
        keys.of(open(request)).forEach(key -> items.add(key.json()));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer create(ApiRequest request) {
        Channel channel = open(request);
        ApiKeys.Wish wish = new KeyForm(request.body()).wish();
        ApiKeys.Made made = deeds.together(() -> {
            ApiKeys.Made fresh =
                    switch (request.asker()) {
                        case Asker.Person person -> keys.make(channel, person.accountId(), wish);
                        case Asker.Admin _ -> keys.make(channel, null, wish);
                        case Asker.Key key -> keys.handOn(key, channel, wish);
                        case Asker.Nobody _ -> throw Refusals.signInFirst();
                    };
            ApiKey key = fresh.key();
            deeds.note(request.asker(), "key.create", channel.id(), key.id(), key.name());
            return fresh;
        });
        return Answer.json(201, made.key().json().put("secret", made.secret()));
    }

    private Answer revoke(ApiRequest request) {
        Channel channel = open(request);
        String id = request.pathPart("keyId");
        return deeds.together(() -> {
            keys.revoke(channel, id);
            deeds.note(request.asker(), "key.revoke", channel.id(), id, "");
            return Answer.empty(204);
        });
    }

    private Channel open(ApiRequest request) {
        return channels.open(request.asker(), request.pathPart("channelId"), Action.DEVELOP);
    }
}
