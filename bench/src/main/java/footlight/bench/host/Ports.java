package footlight.bench.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// TCP ports on the loopback address, the only one a bench talks on.
public final class Ports {
    private static final int CONNECT_MS = 500;

    private Ports() {}

    /// A port that was free a moment ago; another process may still take it first, and then the start fails.
    public static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false; // The answer to the question, not a fault.
        }
    }
}
