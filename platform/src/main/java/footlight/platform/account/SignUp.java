package footlight.platform.account;

import java.util.Locale;

/// Who may make an account by the form.
public enum SignUp {
    OPEN,
    /// Whoever has the link of an invitation to a team.
    INVITED,
    CLOSED;

    /// @throws IllegalArgumentException for any other word
    public static SignUp of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
