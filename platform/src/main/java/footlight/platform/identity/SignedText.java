package footlight.platform.identity;

import footlight.platform.identity.ProviderFault.Reason;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// A JSON Web Token in its compact form, taken apart but not yet believed. RS256 and ES256 alone are taken: `none` and
/// whatever is signed with a secret are no signature of an issuer. Source: RFC 7515, 3.1 and 5.2; RFC 8725, 3.1.
///
/// @param claims what it says, not to be believed before `signedBy` is true
@SuppressWarnings("ArrayRecordComponent") // Never compared: checked once, and gone.
record SignedText(String algorithm, String keyId, JsonObject claims, byte[] signed, byte[] signature) {
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
    private static final int MOST_LETTERS = 64 * 1024;
    private static final int PARTS = 3;

    /// @throws ProviderFault when it is none, or of an algorithm that is not taken
    static SignedText read(String token) throws ProviderFault {
        if (token.length() > MOST_LETTERS) throw untrusted("a token too long");
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) throw untrusted("no token of three parts");
        try {
            JsonObject header = json(parts[0]);
            String algorithm = Claims.text(header, "alg");
            if (!ALGORITHMS.contains(algorithm)) throw untrusted("signed in a way that is not taken");
            // What must be understood, and is not. Source: RFC 7515, 4.1.11.
            if (header.containsKey("crit")) throw untrusted("a token with conditions");
            return new SignedText(
                    algorithm,
                    header.getValue("kid") instanceof String id ? id : "",
                    json(parts[1]),
                    (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                    Base64.getUrlDecoder().decode(parts[2]));
        } catch (IllegalArgumentException | DecodeException | ClassCastException garbage) {
            throw untrusted("no token that can be read");
        }
    }

    boolean signedBy(List<PublicKey> keys) {
        for (PublicKey key : keys) if (signedBy(key)) return true;
        return false;
    }

    private boolean signedBy(PublicKey key) {
        try {
            Signature check =
                    Signature.getInstance(algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static ProviderFault untrusted(String why) {
        return new ProviderFault(Reason.UNTRUSTED, why);
    }
}
