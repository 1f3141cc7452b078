package footlight.platform.api;

import footlight.front.Problem;
import footlight.front.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The refusals that more than one feature has; their codes stand in the API document.
public final class Refusals {
    private Refusals() {}

    /// One thing that does not fit.
    ///
    /// @param field name of the property or parameter; nested ones with dots
    public record Misfit(String field, String message) {}

    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new Misfit(field, message)));
    }

    public static Refusal invalid(List<Misfit> misfits) {
        return new Refusal(withErrors(
                new Problem(400, "invalid-request", "This request does not fit", sentence(misfits.getFirst())),
                misfits));
    }

    public static Problem withErrors(Problem problem, List<Misfit> misfits) {
        return problem.with(
                "errors",
                misfits.stream()
                        .map(misfit -> Map.of("field", misfit.field(), "message", misfit.message()))
                        .toList());
    }

    public static Refusal notJson() {
        return new Refusal(new Problem(
                415, "unsupported-media-type", "Not JSON", "This address takes application/json and nothing else."));
    }

    public static Refusal signInFirst() {
        return new Refusal(new Problem(401, "sign-in-first", "Sign in first", "Sign in to do this."));
    }

    public static Refusal csrfTokenWrong() {
        return new Refusal(
                new Problem(403, "csrf-token-wrong", "Refused", "This page is out of date. Load it again and repeat."));
    }

    public static Refusal foreignOrigin() {
        return new Refusal(new Problem(
                403,
                "foreign-origin",
                "Another site's page may not do this here",
                "The request came from a page of another site. Open this server's own page, have its operator allow"
                        + " that site, or use a key that does."));
    }

    /// For a key in a page whose site it does not name.
    public static Refusal originNotAllowed() {
        return new Refusal(new Problem(
                403,
                "origin-not-allowed",
                "Not from this site",
                "The request came from a page whose site is not among the key's origins."));
    }

    public static Refusal tooManyRequests(long seconds) {
        return new Refusal(new Problem(429, "too-many-requests", "Too many requests", "Wait a moment and try again.")
                .with("retryAfterSeconds", seconds));
    }

    /// For who has a part in the channel, but too small a one.
    public static Refusal roleTooLow(String role) {
        return new Refusal(new Problem(
                403, "role-too-low", "Not for your role", "You are " + role + " of this channel; this takes more."));
    }

    /// For a key whose scopes do not name what was asked.
    public static Refusal scopeMissing(String scopes) {
        return new Refusal(new Problem(
                403, "scope-missing", "Not for this key", "This key has none of the scopes for it: " + scopes + "."));
    }

    /// For what a person does for themselves.
    public static Refusal personNeeded() {
        return new Refusal(
                new Problem(403, "person-needed", "Not for programs", "Only a person who is signed in can do this."));
    }

    /// For what cannot be undone, or opens the account to somebody else: whoever found the page open may not.
    public static Refusal signInAgain() {
        return new Refusal(new Problem(
                403,
                "sign-in-again",
                "Show that it is you",
                "You signed in a while ago. Show once more that it is you, then do this again."));
    }

    /// For what concerns the whole server.
    public static Refusal adminNeeded() {
        return new Refusal(
                new Problem(403, "admin-needed", "Not for you", "Only who runs this server can see or do this."));
    }

    public static Refusal limitReached(String detail) {
        return new Refusal(new Problem(409, "limit-reached", "That is as many as there can be", detail));
    }

    /// @param detail what keeps it busy
    public static Refusal busy(String detail) {
        return new Refusal(new Problem(503, "busy", "The server has more to do than it can", detail)
                .with("retryAfterSeconds", 5L));
    }

    /// Also the answer for what is there but not for the caller, so that existence does not leak.
    public static Refusal notFound(String detail) {
        return new Refusal(new Problem(404, "not-found", "Not found", detail));
    }

    public static Refusal notNow(String code, String detail) {
        return new Refusal(new Problem(409, code, "Not now", detail));
    }

    public static Refusal changedMeanwhile() {
        return new Refusal(new Problem(
                412,
                "changed-meanwhile",
                "Changed meanwhile",
                "Somebody else changed this show meanwhile. Look at it again before you save."));
    }

    public static Refusal tooManyAttempts(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        long minutes = (seconds + 59) / 60;
        return new Refusal(new Problem(
                        429,
                        "too-many-attempts",
                        "Too many attempts",
                        "Too many attempts. Try again in " + minutes + (minutes == 1 ? " minute." : " minutes."))
                .with("retryAfterSeconds", seconds));
    }

    private static String sentence(Misfit misfit) {
        if (misfit.field().isEmpty()) return "This request " + misfit.message() + ".";
        return "\"" + misfit.field() + "\" " + misfit.message() + ".";
    }
}
