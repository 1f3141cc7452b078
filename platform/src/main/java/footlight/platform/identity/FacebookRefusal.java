package footlight.platform.identity;

import footlight.platform.identity.ProviderCalls.Said;
import footlight.platform.identity.ProviderFault.Reason;
import io.vertx.core.json.JsonObject;

/// What Facebook's numbers of errors mean here: nearly all of them come with status 400 and as `OAuthException`.
/// Source: developers.facebook.com, "Handling Errors" of the Graph API.
final class FacebookRefusal {
    private FacebookRefusal() {}

    /// Instead of a token.
    static ProviderFault ofToken(Said said) {
        return fault(
                "no token",
                said,
                switch (code(said)) {
                    // The app's id or secret, or where it says that it lives.
                    case 1, 101, 191 -> Reason.MISREGISTERED;
                    // The code was used, is too old, or of another attempt.
                    case 100 -> Reason.AGAIN;
                    default -> Reason.UNTRUSTED;
                });
    }

    /// Instead of a person.
    static ProviderFault ofPerson(Said said) {
        return fault(
                "nobody told",
                said,
                switch (code(said)) {
                    // Unknown there, and gone the next time.
                    case 1 -> Reason.AWAY;
                    case 102, 190 -> Reason.AGAIN;
                    // A proof that does not fit our secret.
                    case 100 -> Reason.MISREGISTERED;
                    default -> Reason.UNTRUSTED;
                });
    }

    private static ProviderFault fault(String what, Said said, Reason own) {
        int code = code(said);
        Reason reason =
                switch (code) {
                    // Too many calls, of the app, the person or the page; or a bad day there.
                    case 2, 4, 17, 32, 341, 613 -> Reason.AWAY;
                    // What the app may not do yet.
                    case 3, 10 -> Reason.MISREGISTERED;
                    default -> code >= 200 && code < 300 ? Reason.MISREGISTERED : own;
                };
        if (TokenRefusal.away(said.status()) || transientThere(said)) reason = Reason.AWAY;
        return new ProviderFault(reason, what + ", status " + said.status() + ": " + said.error() + " " + code(said));
    }

    /// 0 when there is none.
    private static int code(Said said) {
        return error(said).getValue("code") instanceof Integer code ? code : 0;
    }

    private static boolean transientThere(Said said) {
        return Boolean.TRUE.equals(error(said).getValue("is_transient"));
    }

    private static JsonObject error(Said said) {
        return said.json().getValue("error") instanceof JsonObject error ? error : new JsonObject();
    }
}
