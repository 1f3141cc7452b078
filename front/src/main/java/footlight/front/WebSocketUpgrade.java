package footlight.front;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens a WebSocket on a taken channel. Source: RFC 6455, section 4.2.
public final class WebSocketUpgrade {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketUpgrade() {}

    /// True when the request asks for a WebSocket, well or badly.
    public static boolean asked(HttpServerRequest request) {
        return request.headers().contains("upgrade", "websocket", true);
    }

    /// Takes the request's channel and opens the WebSocket on it. Add your own handlers before returning to the
    /// event loop: they read Netty's `WebSocketFrame`s (pings and fragments too; a frame that breaks the protocol
    /// comes as `CorruptedWebSocketFrameException`) and write bytes made by `WebSocketFrames`. Empty when the
    /// request was no proper handshake; it is then answered already. On the request's event loop.
    ///
    /// @param largestFrameBytes of what the client sends
    public static Optional<Channel> take(RoutingContext ctx, int largestFrameBytes) {
        HttpServerRequest request = ctx.request();
        Optional<Problem> wrong = wrong(request);
        if (wrong.isPresent()) {
            if (wrong.get().status() == 426) ctx.response().putHeader("sec-websocket-version", "13");
            wrong.get().send(ctx);
            return Optional.empty();
        }
        String key = request.getHeader("sec-websocket-key").strip();
        Channel channel = ChannelTakeover.take(request);
        channel.pipeline()
                .addLast(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(largestFrameBytes)
                        .expectMaskedFrames(true)
                        .allowExtensions(false)
                        // Without an encoder in the pipeline the decoder could not say goodbye itself.
                        .closeOnProtocolViolation(false)
                        .build()));
        ByteBuf head = channel.alloc().buffer();
        head.writeCharSequence(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept(key) + "\r\n\r\n",
                StandardCharsets.US_ASCII);
        channel.writeAndFlush(head);
        return Optional.of(channel);
    }

    private static Optional<Problem> wrong(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (request.version() != HttpVersion.HTTP_1_1)
            return refused(400, "A WebSocket is opened on an HTTP/1.1 connection of its own.");
        if (!request.method().equals(HttpMethod.GET)) return refused(405, "A WebSocket is opened with GET.");
        if (!asked(request)) return refused(426, "This address speaks WebSocket only.");
        String connection = String.join(",", headers.getAll("connection")).toLowerCase(Locale.ROOT);
        if (!connection.contains("upgrade")) return refused(400, "The Connection header does not say Upgrade.");
        if (!"13".equals(headers.get("sec-websocket-version")))
            return refused(426, "The version of WebSocket spoken here is 13.");
        if (!keyed(headers.get("sec-websocket-key")))
            return refused(400, "The Sec-WebSocket-Key is not 16 bytes in base64.");
        if (!ChannelTakeover.possible(request)) return refused(400, "A WebSocket handshake has no body.");
        return Optional.empty();
    }

    private static Optional<Problem> refused(int status, String detail) {
        return Optional.of(new Problem(status, "not-a-websocket", "This is not a WebSocket handshake", detail));
    }

    private static boolean keyed(@Nullable String key) {
        if (key == null) return false;
        try {
            return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(sha1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
