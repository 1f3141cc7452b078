package footlight.front.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.SelfSigned;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingCertificateTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path certificate() {
        return folder.resolve("cert.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    private ReloadingCertificate open() {
        return ReloadingCertificate.open(certificate(), key(), CLOCK);
    }

    private static BigInteger serial(ReloadingCertificate certificate) {
        return certificate.current().getSerialNumber();
    }

    @Test
    void keysAreReadInEveryUsualWriting() throws Exception {
        for (SelfSigned pair : new SelfSigned[] {SelfSigned.rsa(1), SelfSigned.ec(2)}) {
            pair.writeTo(certificate(), key());
            assertThat(serial(open())).isEqualTo(BigInteger.valueOf(pair.serial()));
            SelfSigned.replace(key(), pair.oldKeyPem());
            assertThat(serial(open())).isEqualTo(BigInteger.valueOf(pair.serial()));
        }
    }

    @Test
    void aNewPairIsTakenOnceAndOnlyWhenItIsThere() throws Exception {
        SelfSigned.ec(1).writeTo(certificate(), key());
        ReloadingCertificate reloading = open();
        assertThat(reloading.reloadIfChanged()).isFalse();
        SelfSigned.ec(2).writeTo(certificate(), key());
        assertThat(reloading.reloadIfChanged()).isTrue();
        assertThat(serial(reloading)).isEqualTo(BigInteger.TWO);
        assertThat(reloading.reloadIfChanged()).isFalse();
    }

    @Test
    void theNewCertificateWithTheOldKeyWaitsForItsOwn() throws Exception {
        SelfSigned.ec(1).writeTo(certificate(), key());
        ReloadingCertificate reloading = open();
        SelfSigned next = SelfSigned.ec(2);
        SelfSigned.replace(certificate(), next.certificatePem());
        assertThat(reloading.reloadIfChanged()).isFalse();
        assertThat(serial(reloading)).isEqualTo(BigInteger.ONE);
        SelfSigned.replace(key(), next.keyPem());
        assertThat(reloading.reloadIfChanged()).isTrue();
        assertThat(serial(reloading)).isEqualTo(BigInteger.TWO);
    }

    @Test
    void aHalfWrittenFileChangesNothing() throws Exception {
        SelfSigned pair = SelfSigned.ec(1);
        pair.writeTo(certificate(), key());
        ReloadingCertificate reloading = open();
        String whole = SelfSigned.ec(2).certificatePem();
        for (int bytes = 0; bytes < whole.length(); bytes += 40) {
            Files.writeString(certificate(), whole.substring(0, bytes));
            assertThat(reloading.reloadIfChanged()).isFalse();
            assertThat(serial(reloading)).isEqualTo(BigInteger.ONE);
        }
        Files.delete(certificate());
        assertThat(reloading.reloadIfChanged()).isFalse();
        assertThat(reloading.get()).isNotNull();
    }

    @Test
    void whatCannotBeUsedIsRefusedInOneSentence() throws Exception {
        SelfSigned pair = SelfSigned.ec(1);
        pair.writeTo(certificate(), key());
        Files.writeString(certificate(), "hello");
        assertThatThrownBy(this::open)
                .isInstanceOf(UnusableCertificate.class)
                .hasMessageContaining("no whole certificate");
        pair.writeTo(certificate(), key());
        Files.writeString(key(), "hello");
        assertThatThrownBy(this::open)
                .isInstanceOf(UnusableCertificate.class)
                .hasMessageContaining("no whole private key");
        Files.writeString(key(), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----");
        assertThatThrownBy(this::open).isInstanceOf(UnusableCertificate.class).hasMessageContaining("locked");
        Files.writeString(key(), SelfSigned.ec(3).keyPem());
        assertThatThrownBy(this::open).isInstanceOf(UnusableCertificate.class).hasMessageContaining("does not belong");
        Files.delete(key());
        assertThatThrownBy(this::open).isInstanceOf(UnusableCertificate.class).hasMessageContaining("cannot be read");
    }
}
