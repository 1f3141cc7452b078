package footlight.platform.running;

import footlight.front.net.AddressText;
import footlight.testkit.SelfSigned;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A web server of somebody else, on loopback, that answers by script: one connection, one request.
public final class Stranger implements AutoCloseable {
    /// Plays the server's part once the request is there.
    public interface Script {
        void play(Asked asked, OutputStream out) throws IOException, InterruptedException;
    }

    /// What came.
    public record Asked(String line, Map<String, String> headers, Buffer body) {
        public String text() {
            return body.toString(StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final ServerSocket server;
    private volatile Script script;
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private Stranger(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// On 127.0.0.1.
    public static Stranger open(Script script) {
        return open("127.0.0.1", script);
    }

    public static Stranger open(String address, Script script) {
        try {
            return new Stranger(
                    new ServerSocket(0, 50, AddressText.read(address).orElseThrow()), script);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// With the certificate of `identity`, which is for `localhost` and 127.0.0.1.
    public static Stranger tls(SelfSigned identity, Script script) throws Exception {
        return new Stranger(
                context(identity).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                script);
    }

    /// Has the identity, and trusts it.
    public static SSLContext context(SelfSigned identity) throws Exception {
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(identity.certificatePem().getBytes(StandardCharsets.US_ASCII)));
        byte[] key = Base64.getMimeDecoder().decode(identity.keyPem().replaceAll("-----[A-Z ]+-----", ""));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "key",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                new char[0],
                new Certificate[] {certificate});
        store.setCertificateEntry("trusted", certificate);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /// Answers with this status and text.
    public static Script answering(int status, String body) {
        return (_, out) -> write(out, answer(status, body));
    }

    public static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " So\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /// From the next request on.
    public void play(Script next) {
        script = next;
    }

    /// The next request, waiting for it up to ten seconds.
    public Asked next() throws InterruptedException {
        Asked next = asked.poll(10, TimeUnit.SECONDS);
        if (next == null) throw new AssertionError("nobody asked within ten seconds");
        return next;
    }

    /// How many requests nobody looked at yet.
    public int waiting() {
        return asked.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Asked request = read(new BufferedInputStream(socket.getInputStream()));
            // Whoever sees the request may change the script for the next one.
            Script now = script;
            asked.add(request);
            now.play(request, socket.getOutputStream());
        } catch (IOException gone) {
            // Whoever asked went away, as some tests want it.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static Asked read(InputStream in) throws IOException {
        String line = line(in);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            if (colon < 0) throw new IOException("no header: " + field);
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        return new Asked(
                line,
                headers,
                Buffer.buffer(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")))));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > 10_000) throw new IOException("no line");
            if (next != '\r') line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
