package footlight.testkit;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/// A certificate for `localhost` that nobody but a test trusts, and its key in the two usual writings.
///
/// @param keyPem PKCS #8
/// @param oldKeyPem PKCS #1 or SEC 1, as OpenSSL wrote keys before
public record SelfSigned(long serial, String certificatePem, String keyPem, String oldKeyPem) {
    private static final Instant BEGINS = Instant.parse("2026-01-01T00:00:00Z");

    public static SelfSigned rsa(long serial) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        return of(serial, keys.generateKeyPair(), "SHA256withRSA");
    }

    public static SelfSigned ec(long serial) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        return of(serial, keys.generateKeyPair(), "SHA256withECDSA");
    }

    private static SelfSigned of(long serial, KeyPair pair, String algorithm) throws Exception {
        X500Name name = new X500Name("CN=localhost");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial),
                Date.from(BEGINS),
                Date.from(BEGINS.plus(Duration.ofDays(3650))),
                name,
                pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        }));
        X509CertificateHolder certificate =
                builder.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()));
        return new SelfSigned(
                serial, pem(certificate), pem(new JcaPKCS8Generator(pair.getPrivate(), null)), oldWriting(pair));
    }

    private static String oldWriting(KeyPair pair) throws Exception {
        if (!(pair.getPrivate() instanceof ECPrivateKey key)) return pem(pair.getPrivate());
        var sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1);
        return pem(new PemObject("EC PRIVATE KEY", sec1.getEncoded()));
    }

    private static String pem(Object object) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    /// Writes both files the way certificate tools do: beside, then renamed over.
    public void writeTo(Path certificate, Path key) throws Exception {
        replace(certificate, certificatePem);
        replace(key, keyPem);
    }

    public static void replace(Path file, String text) throws Exception {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
