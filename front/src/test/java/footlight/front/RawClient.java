package footlight.front;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A bare socket that says exactly the bytes a test wants said.
public final class RawClient implements AutoCloseable {
    private static final int WAIT_MILLIS = 10_000;
    private final Socket socket;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(WAIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    public static RawClient plain(int port) throws IOException {
        return from("127.0.0.1", port);
    }

    /// Linux answers on all of 127.0.0.0/8, so a test can have several addresses.
    public static RawClient from(String ownAddress, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ownAddress), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), WAIT_MILLIS);
        return new RawClient(socket);
    }

    public static RawClient tls(int port) throws Exception {
        return new RawClient(trustingAll().getSocketFactory().createSocket("127.0.0.1", port));
    }

    public static SSLContext trustingAll() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
        return context;
    }

    public RawClient say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// All that comes until the server closes.
    public String rest() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(out);
        } catch (java.net.SocketException e) {
            // A reset ends it too.
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /// Reads up to and with `end`.
    public String until(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf(end) < 0) {
            int b = in.read();
            if (b < 0) throw new IOException("closed after: " + text);
            text.append((char) b);
        }
        return text.toString();
    }

    public byte[] bytes(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
