package footlight.front.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate chain and the private key that belongs to its first certificate.
record PemPair(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    /// DER of `INTEGER 0, SEQUENCE { rsaEncryption, NULL }`. Source: RFC 5208, RFC 8017 A.1.
    private static final byte[] RSA_HEAD = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    /// DER of the object identifier ecPublicKey. Source: RFC 5480.
    private static final byte[] EC_OID = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    PemPair {
        chain = List.copyOf(chain);
    }

    /// Reads both and proves that they belong together.
    ///
    /// @throws UnusableCertificate with a sentence for the operator
    static PemPair read(String certificatePem, String keyPem) {
        List<X509Certificate> chain = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(certificatePem);
        while (blocks.find()) {
            if (blocks.group(1).equals("CERTIFICATE")) chain.add(certificate(der(blocks.group(2))));
        }
        if (chain.isEmpty()) throw new UnusableCertificate("the certificate file holds no whole certificate");
        PrivateKey key = key(keyPem);
        prove(chain.getFirst(), key);
        return new PemPair(chain, key);
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificate("the certificate file cannot be read: " + e.getMessage());
        }
    }

    private static PrivateKey key(String pem) {
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return pkcs8(der(blocks.group(2)));
                }
                case "RSA PRIVATE KEY" -> {
                    if (blocks.group(2).contains("Proc-Type"))
                        throw new UnusableCertificate("the key file is locked by a password; unlock it first");
                    return pkcs8(sequence(RSA_HEAD, octets(der(blocks.group(2)))));
                }
                case "EC PRIVATE KEY" -> {
                    byte[] sec1 = der(blocks.group(2));
                    byte[] algorithm = sequence(EC_OID, curveOf(sec1));
                    return pkcs8(sequence(new byte[] {2, 1, 0}, algorithm, octets(sec1)));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new UnusableCertificate("the key file is locked by a password; unlock it first");
                default -> {
                    // "EC PARAMETERS" and certificates may stand in the same file.
                }
            }
        }
        throw new UnusableCertificate("the key file holds no whole private key");
    }

    private static PrivateKey pkcs8(byte[] der) {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException _) {
                // Not of this kind.
            }
        }
        throw new UnusableCertificate("the key file holds a private key of a kind that is not known here");
    }

    /// The named curve inside a SEC 1 key: `[0] { OID }`. Source: RFC 5915, section 3.
    private static byte[] curveOf(byte[] sec1) {
        for (int i = 0; i + 4 < sec1.length; i++) {
            boolean tagged = (sec1[i] & 0xFF) == 0xA0 && sec1[i + 2] == 6 && sec1[i + 1] == sec1[i + 3] + 2;
            int end = i + 2 + sec1[i + 1];
            if (tagged && end <= sec1.length) return java.util.Arrays.copyOfRange(sec1, i + 2, end);
        }
        throw new UnusableCertificate("the key file does not name the curve of its key");
    }

    private static void prove(X509Certificate certificate, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        boolean fits;
        try {
            byte[] probe = {1, 2, 3};
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certificate.getPublicKey());
            checking.update(probe);
            fits = checking.verify(signed);
        } catch (GeneralSecurityException e) {
            fits = false;
        }
        if (!fits)
            throw new UnusableCertificate("the private key does not belong to the first certificate of the file");
    }

    String keyType() {
        return key instanceof ECKey ? "EC" : key.getAlgorithm();
    }

    private static byte[] der(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new UnusableCertificate("a PEM block is not base64");
        }
    }

    private static byte[] octets(byte[] content) {
        return tagged(4, content);
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) content.writeBytes(part);
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
