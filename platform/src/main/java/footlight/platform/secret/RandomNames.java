package footlight.platform.secret;

import java.security.SecureRandom;
import java.util.Base64;

/// Ids and secrets by chance. Any thread.
public final class RandomNames {
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    /// No 0/o, 1/l/i: people type stream keys into phones. 31 letters.
    private static final String KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int ID_LENGTH = 12;
    private static final int KEY_LENGTH = 26;
    private static final int API_KEY_LENGTH = 43;
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /// 12 lowercase letters and digits, 62 bits: not to be guessed, though it is no secret.
    public String id() {
        return letters(ID_LETTERS, ID_LENGTH);
    }

    /// `sk_` and 26 letters, 128 bits.
    public String streamKey() {
        return "sk_" + letters(KEY_LETTERS, KEY_LENGTH);
    }

    /// `flk_` and 43 letters and digits, 256 bits.
    public String apiKey() {
        return "flk_" + letters(BASE62, API_KEY_LENGTH);
    }

    /// 256 bits, url-safe.
    public String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String letters(String alphabet, int length) {
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return name.toString();
    }
}
