package footlight.engine.flv;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server's side of the WebSocket opening handshake. Source: RFC 6455, section 4.2.
final class WebSocketHandshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketHandshake() {}

    static boolean asked(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1
                && request.method().equals(HttpMethod.GET)
                && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /// The head that answers the request; empty when the handshake is not one of version 13.
    static Optional<String> answer(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String key = headers.get("Sec-WebSocket-Key");
        if (!lists(headers.get("Connection"), "upgrade")) return Optional.empty();
        if (!"13".equals(headers.get("Sec-WebSocket-Version"))) return Optional.empty();
        if (key == null || !isNonce(key)) return Optional.empty();
        return Optional.of("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n");
    }

    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static boolean lists(@Nullable String header, String token) {
        if (header == null) return false;
        for (String part : header.split(",", -1)) {
            if (part.strip().equalsIgnoreCase(token)) return true;
        }
        return false;
    }

    private static boolean isNonce(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
