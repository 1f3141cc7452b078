package footlight.testkit.hls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// GET over connections that are kept. What takes longer than `patience` fails.
final class Asking implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Answer get(URI uri, String... headers) {
        try {
            long asked = System.nanoTime();
            var response = client.send(request(uri, headers), BodyHandlers.ofByteArray());
            return new Answer(response, (System.nanoTime() - asked) / 1e9);
        } catch (IOException e) {
            throw new AssertionError("no answer from " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    CompletableFuture<Answer> later(URI uri) {
        long asked = System.nanoTime();
        return client.sendAsync(request(uri), BodyHandlers.ofByteArray())
                .thenApply(response -> new Answer(response, (System.nanoTime() - asked) / 1e9));
    }

    private static HttpRequest request(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        if (headers.length > 0) request.headers(headers);
        return request.build();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
