package footlight.platform.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The public keys with which an issuer signs. Keys of kinds that are not taken here are passed over. Source: RFC 7517;
/// RFC 7518, 6.2 and 6.3.
///
/// @param keys in the issuer's order
record SigningKeys(List<Key> keys) {
    private static final int MOST_KEYS = 50;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int P256_BYTES = 32;

    /// @param id may be empty
    record Key(String id, String algorithm, PublicKey key) {}

    static SigningKeys read(JsonObject set) {
        List<Key> keys = new ArrayList<>();
        if (set.getValue("keys") instanceof JsonArray listed)
            for (int i = 0; i < Math.min(listed.size(), MOST_KEYS); i++)
                if (listed.getValue(i) instanceof JsonObject written)
                    key(written).ifPresent(keys::add);
        return new SigningKeys(List.copyOf(keys));
    }

    /// Those that a signature of this algorithm and key id may be made with.
    ///
    /// @param id empty when the signature names none
    List<PublicKey> fitting(String algorithm, String id) {
        return keys.stream()
                .filter(key -> key.algorithm().equals(algorithm))
                .filter(key -> id.isEmpty() || key.id().equals(id))
                .map(Key::key)
                .toList();
    }

    private static Optional<Key> key(JsonObject written) {
        try {
            if (!written.getString("use", "sig").equals("sig")) return Optional.empty();
            String id = written.getString("kid", "");
            return switch (written.getString("kty", "")) {
                case "RSA" -> rsa(written).map(key -> new Key(id, "RS256", key));
                case "EC" -> p256(written).map(key -> new Key(id, "ES256", key));
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException | NullPointerException none) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> rsa(JsonObject written) throws GeneralSecurityException {
        if (!written.getString("alg", "RS256").equals("RS256")) return Optional.empty();
        BigInteger modulus = number(written.getString("n"));
        BigInteger exponent = number(written.getString("e"));
        int bits = modulus.bitLength();
        boolean usable = bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS && exponent.bitLength() <= Long.SIZE;
        if (!usable) return Optional.empty();
        return Optional.of(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    }

    private static Optional<PublicKey> p256(JsonObject written) throws GeneralSecurityException {
        if (!written.getString("crv", "").equals("P-256")) return Optional.empty();
        byte[] x = Base64.getUrlDecoder().decode(written.getString("x"));
        byte[] y = Base64.getUrlDecoder().decode(written.getString("y"));
        if (x.length != P256_BYTES || y.length != P256_BYTES) return Optional.empty();
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        return Optional.of(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }
}
