package footlight.platform.account;

import java.util.Locale;
import java.util.Optional;

/// Which passwords are refused, and why, in words for the person who typed one. Length counts, kinds of characters do
/// not; what everybody tries first is refused. Source: NIST SP 800-63B, 5.1.1.2.
public final class PasswordRules {
    private static final int LEAST_CHARACTERS = 10;
    private static final int LEAST_DIFFERENT = 5;
    private static final String RUNS =
            "abcdefghijklmnopqrstuvwxyz|01234567890123456789|qwertyuiopasdfghjklzxcvbnm|qwertzuiopasdfghjklyxcvbnm|azertyuiopqsdfghjklmwxcvbn";

    /// Shorter beginnings are in every other good password.
    private static final int LEAST_BASE = 4;

    private final CommonPasswords common = new CommonPasswords();

    /// Why `password` is refused, as one sentence; empty when it is good.
    public Optional<String> objection(String password, String email, String name) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS)
            return Optional.of("This password is too short. Use at least " + LEAST_CHARACTERS + " characters.");
        if (lower.codePoints().distinct().count() < LEAST_DIFFERENT || isRun(lower))
            return Optional.of("This password repeats itself or follows the keyboard. Mix it up.");
        if (common.has(lower) || inDisguise(lower))
            return Optional.of(
                    "This password is one of the most common ones. Choose one that nobody else would think of.");
        if (saysWhoYouAre(lower, email, name))
            return Optional.of("This password is made of your name or e-mail address. Choose another one.");
        return Optional.empty();
    }

    private static boolean isRun(String lower) {
        String backwards = new StringBuilder(lower).reverse().toString();
        return RUNS.contains(lower) || RUNS.contains(backwards);
    }

    /// Whether it is a common one with digits and signs about it, or in place of letters.
    private boolean inDisguise(String lower) {
        String plain = letters(lower);
        String base = base(lower);
        return (plain.length() >= LEAST_BASE && common.has(plain)) || (base.length() >= LEAST_BASE && common.has(base));
    }

    /// `dragon2026!` is `dragon` with something behind it.
    private static String letters(String lower) {
        return lower.replaceAll("[^\\p{L}]+$", "").replaceAll("^[^\\p{L}]+", "");
    }

    /// `p@ssw0rd2026!` is `password` in disguise.
    private static String base(String lower) {
        String plain = lower.replaceAll("[^a-z]+$", "").replaceAll("^[^a-z@$]+", "");
        return plain.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('@', 'a')
                .replace('$', 's');
    }

    private static boolean saysWhoYouAre(String lower, String email, String name) {
        String letters = lower.replaceAll("[^\\p{L}]", "");
        String mail = email.toLowerCase(Locale.ROOT);
        int at = mail.indexOf('@');
        String local = (at < 0 ? mail : mail.substring(0, at)).replaceAll("[^\\p{L}]", "");
        String person = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        return lower.equals(mail) || (!letters.isEmpty() && (letters.equals(local) || letters.equals(person)));
    }
}
