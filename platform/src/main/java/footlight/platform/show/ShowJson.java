package footlight.platform.show;

import footlight.platform.channel.Channels;
import footlight.platform.door.Locks;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the API document calls a Show.
final class ShowJson {
    private final Channels channels;
    private final Addresses addresses;
    private final ShowSettings settings;
    private final Locks locks;

    ShowJson(Channels channels, Addresses addresses, ShowSettings settings, Locks locks) {
        this.channels = channels;
        this.addresses = addresses;
        this.settings = settings;
        this.locks = locks;
    }

    /// For events, which go to whoever listens.
    JsonObject forEveryone(Show show, int viewers) {
        return of(show, viewers, addresses.originOrNothing());
    }

    JsonObject of(Show show, int viewers, String origin) {
        Instant away = show.interruptedAt();
        return new JsonObject()
                .put("id", show.id())
                .put("streamId", show.streamId())
                .put("title", show.title())
                .put("description", show.description())
                .put("coverUrl", show.cover() == null ? null : "/covers/" + show.cover() + ".jpg")
                .put("coverThumbnailUrl", show.cover() == null ? null : "/covers/" + show.cover() + ".640.jpg")
                .put("startsAt", text(show.startsAt()))
                .put("timeZone", show.timeZone())
                .put("doorsOpenAt", text(show.doorsOpenAt()))
                .put("phase", show.phase().word())
                .put("startedAt", text(show.startedAt()))
                .put("interruptedAt", text(away))
                .put("graceUntil", away == null ? null : text(away.plus(settings.grace())))
                .put("endedAt", text(show.endedAt()))
                .put("cancelledReason", show.cancelledReason())
                .put("viewers", viewers)
                .put("guarded", show.venue(locks::locked).guarded())
                .put("channel", channels.byId(show.channelId()).json())
                .put("watchUrl", origin + "/s/" + show.id());
    }

    JsonObject own(Show show, boolean encoderOn) {
        return new JsonObject()
                .put("doorsOpenMinutes", show.settings().doorsOpenMinutes())
                .put("autoStart", show.autoStart())
                .put("startOnTime", show.settings().startOnTime())
                .put("endAfterHours", show.settings().endAfterHours())
                .put("visibility", show.visibility())
                .put("encoderOn", encoderOn)
                .put("etag", show.etag())
                .put("createdAt", show.createdAt().toString())
                .put("updatedAt", show.updatedAt().toString());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
