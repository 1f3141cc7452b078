package footlight.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The least a Java server can do: one page that says hello. What it takes to start, the JVM takes.
public final class Hello {
    private static final byte[] WORD = {'h', 'e', 'l', 'l', 'o'};

    private Hello() {}

    public static void main(String[] words) throws IOException {
        int port = Integer.parseInt(words[0]);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, WORD.length);
            exchange.getResponseBody().write(WORD);
            exchange.close();
        });
        server.start();
    }
}
