package footlight.front.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A page, as far as the link is concerned.
final class PageClient implements AutoCloseable {
    private static final int WAIT_SECONDS = 10;
    private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    PageClient(HttpClient client, int port) {
        socket = client.newWebSocketBuilder()
                .header("Cookie", "session=alice")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/link"), new Ears())
                .join();
    }

    PageClient say(String json) {
        socket.sendText(json, true).join();
        return this;
    }

    PageClient subscribe(String topic) throws InterruptedException {
        say("{\"subscribe\":[\"" + topic + "\"]}");
        assertThat(next().getString("subscribed")).isEqualTo(topic);
        return this;
    }

    JsonObject next() throws InterruptedException {
        JsonObject message = heard.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message from the server").isNotNull();
        return message;
    }

    boolean silent() {
        return heard.isEmpty();
    }

    int closeCode() throws Exception {
        return closed.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    WebSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
