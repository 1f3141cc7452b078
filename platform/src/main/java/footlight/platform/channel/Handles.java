package footlight.platform.channel;

import footlight.platform.api.Refusals;
import java.util.Set;

/// Which names a channel may have in addresses, beyond the form that the API document asks for.
final class Handles {
    /// What is, or may become, the beginning of one of our own addresses, and who people take for us.
    private static final Set<String> RESERVED = Set.of(
            "about",
            "account",
            "accounts",
            "admin",
            "api",
            "app",
            "assets",
            "auth",
            "billing",
            "blog",
            "channel",
            "channels",
            "covers",
            "dashboard",
            "default",
            "docs",
            "embed",
            "favicon",
            "footlight",
            "healthz",
            "help",
            "hls",
            "home",
            "hooks",
            "invitation",
            "invitations",
            "join",
            "legal",
            "link",
            "live",
            "login",
            "logout",
            "mail",
            "main",
            "manage",
            "me",
            "media",
            "metrics",
            "new",
            "null",
            "oauth",
            "oembed",
            "owner",
            "pass",
            "passes",
            "play",
            "privacy",
            "readyz",
            "root",
            "rtmp",
            "search",
            "security",
            "session",
            "settings",
            "setup",
            "show",
            "shows",
            "sign-in",
            "sign-up",
            "signin",
            "signup",
            "staff",
            "static",
            "status",
            "stream",
            "studio",
            "support",
            "system",
            "team",
            "terms",
            "undefined",
            "user",
            "users",
            "wall",
            "webhooks",
            "whep",
            "whip",
            "www");

    private Handles() {}

    /// @throws footlight.front.Refusal when it is kept for the house
    static String free(String handle) {
        if (RESERVED.contains(handle) || handle.contains("--"))
            throw Refusals.invalid("handle", "is a word that no channel can have");
        return handle;
    }
}
