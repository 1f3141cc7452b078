package footlight.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What messages to one webhook are signed with: `whsec_` and the base64 of 32 bytes. Source: Standard Webhooks 1.0.0,
/// "Signature scheme".
record WebhookSecret(String text) {
    private static final String MARK = "whsec_";
    private static final int BYTES = 32;

    static WebhookSecret fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(MARK + Base64.getEncoder().encodeToString(bytes));
    }

    /// One signature as `webhook-signature` has it.
    ///
    /// @param timestamp Unix seconds
    String sign(String id, long timestamp, String body) {
        byte[] key = Base64.getDecoder().decode(text.substring(MARK.length()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret[]";
    }
}
