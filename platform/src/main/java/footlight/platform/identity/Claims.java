package footlight.platform.identity;

import footlight.front.Refusal;
import footlight.platform.api.OneLine;
import footlight.platform.identity.ProviderFault.Reason;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a provider says about somebody, read without trust in its form.
final class Claims {
    private static final int SUBJECT_LETTERS = 255;
    private static final int NAME_LETTERS = 80;
    private static final int EMAIL_LETTERS = 254;
    private static final Pattern EMAIL = Pattern.compile("[!-?A-~]+@[!-?A-~]+");

    private Claims() {}

    /// @throws ProviderFault when it is absent, no text, or empty
    static String text(JsonObject claims, String name) throws ProviderFault {
        if (claims.getValue(name) instanceof String text && !text.isEmpty()) return text;
        throw new ProviderFault(Reason.UNTRUSTED, "no " + name);
    }

    /// At most 255 visible ASCII letters. Source: OpenID Connect Core, 2, `sub`.
    static String subject(JsonObject claims, String name) throws ProviderFault {
        String subject = text(claims, name);
        if (subject.length() > SUBJECT_LETTERS || !subject.chars().allMatch(letter -> letter >= ' ' && letter <= '~'))
            throw new ProviderFault(Reason.UNTRUSTED, name + " is none that somebody could have");
        return subject;
    }

    /// A name fit to be shown, or empty.
    static String line(JsonObject claims, String name) {
        if (!(claims.getValue(name) instanceof String text)) return "";
        int letters = Math.min(text.codePointCount(0, text.length()), NAME_LETTERS);
        try {
            return OneLine.of(
                    name, text.substring(0, text.offsetByCodePoints(0, letters)).replace('\0', ' '));
        } catch (Refusal unseen) {
            return "";
        }
    }

    /// In lower case; null when there is none that could be written to.
    static @Nullable String email(JsonObject claims) {
        if (!(claims.getValue("email") instanceof String text)) return null;
        String email = text.strip().toLowerCase(Locale.ROOT);
        return email.length() <= EMAIL_LETTERS && EMAIL.matcher(email).matches() ? email : null;
    }

    /// Some write it as text.
    static boolean emailVerified(JsonObject claims) {
        Object said = claims.getValue("email_verified");
        return Boolean.TRUE.equals(said) || "true".equals(said);
    }
}
