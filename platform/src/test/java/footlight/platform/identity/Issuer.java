package footlight.platform.identity;

import footlight.platform.running.Stranger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An OpenID provider on loopback that can be told to lie.
final class Issuer implements AutoCloseable {
    static final String CLIENT = "footlight-here";
    static final String SECRET = "between us: two";

    final Stranger server;
    private final Map<String, String> verifiers = new HashMap<>();
    KeyPair rsa = rsa();
    final KeyPair ec = ec();
    String keyId = "first";
    /// What becomes of the claims, the header, the whole token and the document before they are told.
    UnaryOperator<JsonObject> claims = UnaryOperator.identity();
    UnaryOperator<String> token = UnaryOperator.identity();
    UnaryOperator<JsonObject> document = UnaryOperator.identity();
    String algorithm = "RS256";
    JsonObject person =
            new JsonObject().put("sub", "10769150350006150715113082367").put("name", "Ann");
    String nonce = "";
    Instant now = Instant.EPOCH;
    Stranger.Script tokens = this::token;
    final AtomicInteger keysAsked = new AtomicInteger();
    volatile String lastTokenForm = "";
    volatile String lastAuthorization = "";

    Issuer() {
        this("127.0.0.1");
    }

    Issuer(String address) {
        server = Stranger.open(address, this::play);
    }

    String url() {
        return server.url("");
    }

    /// A code that is good once, with the verifier that fits `challenge`.
    String code(String challenge) {
        String code = "code" + verifiers.size();
        verifiers.put(code, challenge);
        return code;
    }

    /// Honest again, about somebody new.
    void honest(String subject) {
        claims = UnaryOperator.identity();
        token = UnaryOperator.identity();
        document = UnaryOperator.identity();
        tokens = this::token;
        algorithm = "RS256";
        person = new JsonObject().put("sub", subject).put("name", "Ann");
    }

    private void play(Stranger.Asked asked, OutputStream out) throws IOException, InterruptedException {
        String path = asked.line().split(" ")[1];
        if (path.startsWith("/.well-known/openid-configuration")) answer(out, 200, document.apply(document()));
        else if (path.equals("/keys")) {
            keysAsked.incrementAndGet();
            answer(out, 200, keys());
        } else if (path.equals("/token")) {
            lastTokenForm = asked.text();
            lastAuthorization = asked.header("authorization");
            tokens.play(asked, out);
        } else if (path.equals("/people") && asked.header("authorization").equals("Bearer at"))
            answer(
                    out,
                    200,
                    person.copy()
                            .put("sub", person.getString("people-sub", person.getString("sub")))
                            .put("email", "told.later@example.com")
                            .put("email_verified", true));
        else answer(out, 404, new JsonObject().put("error", "nothing"));
    }

    static void answer(OutputStream out, int status, JsonObject json) throws IOException {
        Stranger.write(out, Stranger.answer(status, json.encode()));
    }

    private JsonObject document() {
        return new JsonObject()
                .put("issuer", url())
                .put("authorization_endpoint", url() + "/authorize")
                .put("token_endpoint", url() + "/token")
                .put("jwks_uri", url() + "/keys")
                .put("authorization_response_iss_parameter_supported", true);
    }

    private JsonObject keys() {
        RSAPublicKey key = (RSAPublicKey) rsa.getPublic();
        ECPublicKey point = (ECPublicKey) ec.getPublic();
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject().put("kty", "OKP").put("kid", "strange"))
                                .add("nonsense")
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("kid", keyId)
                                        .put("use", "sig")
                                        .put("n", number(key.getModulus(), 0))
                                        .put("e", number(key.getPublicExponent(), 0)))
                                .add(new JsonObject()
                                        .put("kty", "EC")
                                        .put("kid", "curve")
                                        .put("crv", "P-256")
                                        .put("x", number(point.getW().getAffineX(), 32))
                                        .put("y", number(point.getW().getAffineY(), 32))));
    }

    private void token(Stranger.Asked asked, OutputStream out) throws IOException {
        Map<String, String> form = new HashMap<>();
        for (String field : asked.text().split("&")) {
            String[] pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        String challenge = verifiers.remove(form.get("code"));
        String verifier = base64(footlight.platform.secret.Digests.sha256(form.getOrDefault("code_verifier", "")));
        if (challenge == null || !challenge.equals(verifier)) {
            answer(out, 400, new JsonObject().put("error", "invalid_grant"));
            return;
        }
        answer(
                out,
                200,
                new JsonObject()
                        .put("access_token", "at")
                        .put("token_type", "Bearer")
                        .put("id_token", token.apply(signed(claims.apply(claims())))));
    }

    private JsonObject claims() {
        return person.copy()
                .put("iss", url())
                .put("aud", CLIENT)
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 3600)
                .put("nonce", nonce);
    }

    String signed(JsonObject claims) {
        JsonObject header =
                new JsonObject().put("alg", algorithm).put("kid", algorithm.equals("ES256") ? "curve" : keyId);
        String text = base64(header.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
        return text + "." + base64(signature(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] signature(byte[] text) {
        try {
            switch (algorithm) {
                case "RS256" -> {
                    return sign("SHA256withRSA", rsa, text);
                }
                case "ES256" -> {
                    return sign("SHA256withECDSAinP1363Format", ec, text);
                }
                case "HS256" -> {
                    // As who believes the header would check it: with the public key for a secret.
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(rsa.getPublic().getEncoded(), "HmacSHA256"));
                    return mac.doFinal(text);
                }
                default -> {
                    return new byte[0];
                }
            }
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] sign(String how, KeyPair key, byte[] text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(how);
        signature.initSign(key.getPrivate());
        signature.update(text);
        return signature.sign();
    }

    static KeyPair rsa() {
        return pair("RSA", null);
    }

    private static KeyPair ec() {
        return pair("EC", new ECGenParameterSpec("secp256r1"));
    }

    private static KeyPair pair(
            String kind, java.security.spec.@org.jspecify.annotations.Nullable AlgorithmParameterSpec curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (curve == null) generator.initialize(2048);
            else generator.initialize(curve);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        if (bytes[0] == 0) bytes = Arrays.copyOfRange(bytes, 1, bytes.length);
        byte[] padded = new byte[Math.max(length, bytes.length)];
        System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
        return base64(padded);
    }

    @Override
    public void close() {
        server.close();
    }
}
