package footlight.platform.account;

import footlight.platform.api.Turns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id in PHC strings: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. One hash takes 19 MiB and about a tenth of a
/// second of one core, so only as many run together as there are cores; the rest wait. Any virtual thread; blocks.
/// Source: OWASP's password storage sheet for the parameters, the PHC string format, RFC 9106.
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final Turns turns = new Turns(
            Runtime.getRuntime().availableProcessors(),
            Duration.ofSeconds(10),
            "Too many people sign in right now. Try again in a moment.");
    private final SecureRandom random = new SecureRandom();
    private final String nobodys;

    public Passwords() {
        nobodys = hash("nobody has this password");
    }

    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /// @throws IllegalArgumentException when `phc` is not one of our strings
    public boolean fits(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) throw new IllegalArgumentException("not an argon2id PHC string");
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        int memoryKib = Integer.parseInt(parts.group(1));
        int passes = Integer.parseInt(parts.group(2));
        int lanes = Integer.parseInt(parts.group(3));
        return MessageDigest.isEqual(expected, argon2(password, salt, memoryKib, passes, lanes, expected.length));
    }

    /// Takes as long as `fits` does and says no: for addresses that nobody has.
    public boolean fitsNobody(String password) {
        fits(password, nobodys);
        return false;
    }

    private byte[] argon2(String password, byte[] salt, int memoryKib, int passes, int lanes, int hashBytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[hashBytes];
        // The same letters typed on two systems may come composed or not.
        byte[] bytes = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
        turns.take();
        try {
            argon2.generateBytes(bytes, hash);
        } finally {
            turns.giveBack();
        }
        return hash;
    }
}
