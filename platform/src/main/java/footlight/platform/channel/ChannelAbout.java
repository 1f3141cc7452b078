package footlight.platform.channel;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What a channel says about itself, and what its shows begin with. It does not stand beside every show.
///
/// @param description plain text with line breaks; may be empty
/// @param timeZone an IANA name, in which its shows are planned; null for that of whoever plans one
/// @param language a BCP 47 tag; null when nobody said
/// @param defaultVisibility who may watch its new shows, as far as nothing else is said; the team's to know
public record ChannelAbout(
        String description,
        @Nullable String timeZone,
        @Nullable String language,
        String defaultVisibility) {
    static final ChannelAbout NOTHING = new ChannelAbout("", null, null, "public");

    public JsonObject json() {
        return new JsonObject()
                .put("description", description)
                .put("timeZone", timeZone)
                .put("language", language);
    }
}
