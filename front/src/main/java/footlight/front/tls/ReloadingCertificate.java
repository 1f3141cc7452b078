package footlight.front.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's certificate, the same for HTTPS and RTMPS, read from two PEM files and again whenever they change.
/// A handshake that begins after a reload gets the new one; open connections stay as they are. Files that are half
/// written, or do not belong together, change nothing: the old pair goes on, with a warning. Any thread.
public final class ReloadingCertificate implements Supplier<SslContext> {
    private static final Logger log = LoggerFactory.getLogger(ReloadingCertificate.class);
    private static final Duration SOON = Duration.ofDays(14);
    private static final int LARGEST_FILE_BYTES = 1024 * 1024;

    private final Path certificateFile;
    private final Path keyFile;
    private final InstantSource clock;
    private final ServedKey served;
    private final SslContext context;
    private Stamps seen;

    private record Stamp(
            FileTime modified, long bytes, @Nullable Object file) {}

    private record Stamps(Stamp certificate, Stamp key) {}

    private ReloadingCertificate(
            Path certificateFile,
            Path keyFile,
            InstantSource clock,
            ServedKey served,
            SslContext context,
            Stamps seen) {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.clock = clock;
        this.served = served;
        this.context = context;
        this.seen = seen;
    }

    /// Reads the files for the first time.
    ///
    /// @param certificateFile the chain, the server's own certificate first
    /// @param keyFile the private key: PKCS #8, PKCS #1 or SEC 1, without a password
    /// @throws UnusableCertificate with a sentence for the operator
    public static ReloadingCertificate open(Path certificateFile, Path keyFile, InstantSource clock) {
        try {
            Stamps stamps = stamps(certificateFile, keyFile);
            ServedKey served = new ServedKey(PemPair.read(text(certificateFile), text(keyFile)));
            SslContext context = SslContextBuilder.forServer(served).build();
            ReloadingCertificate certificate =
                    new ReloadingCertificate(certificateFile, keyFile, clock, served, context, stamps);
            certificate.sayWhenItEnds();
            return certificate;
        } catch (SSLException e) {
            throw new UnusableCertificate("TLS cannot be set up: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UnusableCertificate("the certificate files cannot be read: there is no " + e.getFile());
        } catch (AccessDeniedException e) {
            throw new UnusableCertificate(
                    "the certificate files cannot be read: the server's user may not open " + e.getFile());
        } catch (IOException e) {
            throw new UnusableCertificate("the certificate files cannot be read: " + e.getMessage());
        }
    }

    /// Looks whether the files have changed and, if so and they are whole, serves from them. Blocks on the disk.
    /// True when there is a new certificate.
    public synchronized boolean reloadIfChanged() {
        try {
            Stamps now = stamps(certificateFile, keyFile);
            if (now.equals(seen)) return false;
            seen = now;
            PemPair pair = PemPair.read(text(certificateFile), text(keyFile));
            if (pair.equals(served.pair())) return false;
            served.serve(pair);
            log.info("serving the certificate of {} that is valid until {}", certificateFile, validUntil());
            sayWhenItEnds();
            return true;
        } catch (IOException | UnusableCertificate e) {
            log.warn("the old certificate stays in use, {} was not taken: {}", certificateFile, e.getMessage());
            return false;
        }
    }

    /// For TLS servers outside HTTP; it follows every reload by itself.
    @Override
    public SslContext get() {
        return context;
    }

    public X509ExtendedKeyManager keyManager() {
        return served;
    }

    public X509Certificate current() {
        return served.pair().chain().getFirst();
    }

    public Instant validUntil() {
        return current().getNotAfter().toInstant();
    }

    private void sayWhenItEnds() {
        Instant until = validUntil();
        if (until.isBefore(clock.instant())) log.warn("the certificate of {} ended on {}", certificateFile, until);
        else if (until.isBefore(clock.instant().plus(SOON)))
            log.warn("the certificate of {} ends on {}", certificateFile, until);
    }

    private static Stamps stamps(Path certificateFile, Path keyFile) throws IOException {
        return new Stamps(stamp(certificateFile), stamp(keyFile));
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE_BYTES) throw new UnusableCertificate(file + " is too large for a PEM file");
        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
