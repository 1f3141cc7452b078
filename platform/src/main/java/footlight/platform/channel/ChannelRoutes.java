package footlight.platform.channel;

import footlight.front.Answer;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.access.Action;
import footlight.platform.api.ApiDocument;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;

/// The API's operations on channels themselves.
public final class ChannelRoutes {
    private final Channels channels;
    private final Founders founders;
    private final Deeds deeds;

    public ChannelRoutes(Channels channels, Founders founders, Deeds deeds) {
        this.channels = channels;
        this.founders = founders;
        this.deeds = deeds;
    }

    public void on(ApiRoutes routes) {
        routes.on("listChannels", this::list)
                .on("createChannel", this::create)
                .on("getChannel", this::look)
                .on("editChannel", this::edit);
    }

    private Answer list(ApiRequest request) {
        JsonArray items = new JsonArray();
        channels.of(request.asker()).stream().map(Channel::json).forEach(items::add);
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer create(ApiRequest request) {
        // An owner has to be somebody.
        Asker.Person founder = request.asker().demandPerson();
        if (!founder.admin() && !founders.may(founder.accountId()))
            throw new Refusal(new Problem(
                    403,
                    "not-verified",
                    "Confirm your e-mail address first",
                    "Follow the link in the mail that was sent to you; then you can make a channel."));
        JsonObject form = request.body();
        Channel channel = channels.make(OneLine.of("name", form.getString("name")), form.getString("handle"), founder);
        deeds.note(founder, "channel.create", channel.id(), channel.id(), "@" + channel.handle());
        return answer(201, request, channel).with("location", ApiDocument.PREFIX + "/channels/" + channel.id());
    }

    private Answer look(ApiRequest request) {
        return answer(200, request, channels.seen(request.pathPart("channelId")));
    }

    private Answer edit(ApiRequest request) {
        Channel before = channels.open(request.asker(), request.pathPart("channelId"), Action.CHANGE_CHANNEL);
        JsonObject form = request.body();
        String name = form.containsKey("name") ? OneLine.of("name", form.getString("name")) : before.name();
        ChannelAbout about = changed(form, channels.about(before));
        Channel after = channels.change(before, name, form.getString("handle", before.handle()), about);
        deeds.note(request.asker(), "channel.change", after.id(), after.id(), "@" + after.handle());
        return answer(200, request, after);
    }

    private static ChannelAbout changed(JsonObject form, ChannelAbout before) {
        String zone = form.containsKey("timeZone") ? form.getString("timeZone") : before.timeZone();
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone))
            throw Refusals.invalid("timeZone", "must be the name of a time zone, such as Europe/Berlin");
        return new ChannelAbout(
                form.getString("description", before.description()).strip(),
                zone,
                form.containsKey("language") ? form.getString("language") : before.language(),
                form.getString("defaultVisibility", before.defaultVisibility()));
    }

    /// With what the asker may do there, if they have a part in it.
    private Answer answer(int status, ApiRequest request, Channel channel) {
        ChannelAbout about = channels.about(channel);
        JsonObject json = channel.json().mergeIn(about.json());
        channels.part(request.asker(), channel.id())
                .ifPresent(own -> json.put(
                        "own",
                        own.json()
                                .put("defaultVisibility", about.defaultVisibility())
                                .put("main", channel.id().equals(channels.main().id()))));
        return Answer.json(status, json);
    }
}
