package footlight.platform.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The server's one secret: 32 random bytes in the file `secret.key` of the data folder, made at the first start. Every
/// other key is derived from it by purpose, so that no key serves two. Losing the file means new stream keys for
/// all shows. Any thread.
public final class SecretKey {
    private static final int BYTES = 32;

    private final byte[] root;

    private SecretKey(byte[] root) {
        this.root = root;
    }

    /// Reads `secret.key` in `dataDir`, or makes it.
    ///
    /// @throws IOException when it can be neither read nor made, or has not 32 bytes
    public static SecretKey open(Path dataDir) throws IOException {
        Path file = dataDir.resolve("secret.key");
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            Files.createDirectories(dataDir);
            PrivateFile.write(file, fresh);
        }
        byte[] root = Files.readAllBytes(file);
        if (root.length != BYTES) throw new IOException(file + " has " + root.length + " bytes, not " + BYTES);
        return new SecretKey(root);
    }

    /// A key for HMAC-SHA256 that serves `purpose` alone.
    public Signer signer(String purpose) {
        return new Signer(derived(purpose));
    }

    /// A key for AES-256-GCM that serves `purpose` alone.
    public Seal seal(String purpose) {
        return new Seal(derived(purpose));
    }

    private byte[] derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(root, "HmacSHA256"));
            return mac.doFinal(("footlight/1/" + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
