package footlight.platform.webhook;

import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import footlight.platform.outside.Outside;
import footlight.platform.outside.OutsideAnswer;
import footlight.platform.outside.WebAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A new webhook or a change of one as it comes in, already fitting the API document.
record WebhookForm(JsonObject json, Outside outside) {
    /// @throws footlight.front.Refusal when it is no address that may be asked
    String url(@Nullable String before) {
        String typed = json.getString("url", before);
        if (typed == null) throw Refusals.invalid("url", "is missing");
        return switch (outside.look(typed)) {
            case WebAddress.Read.Good(WebAddress good) -> good.text();
            case WebAddress.Read.Bad bad ->
                throw Refusals.invalid("url", words(bad.refusal().reason()));
        };
    }

    private static String words(OutsideAnswer.Refused.Reason reason) {
        return switch (reason) {
            case MALFORMED -> "must be a web address such as https://hooks.example.org/footlight";
            case SCHEME -> "must begin with https:// or http://";
            case CREDENTIALS -> "must not hold a user or a password";
            case PORT -> "must have a port that web servers have";
            case PRIVATE ->
                "must be of the public internet; whoever runs this server can allow others by outgoing.private";
        };
    }

    String description(String before) {
        String typed = json.getString("description", before);
        return typed.isBlank() ? "" : OneLine.of("description", typed);
    }

    @Nullable
    Set<String> events(@Nullable Set<String> before) {
        if (!json.containsKey("events")) return before;
        JsonArray words = json.getJsonArray("events");
        return words == null ? null : words.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    boolean enabled(boolean before) {
        return json.getBoolean("enabled", before);
    }
}
