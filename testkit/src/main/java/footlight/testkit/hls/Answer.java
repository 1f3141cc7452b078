package footlight.testkit.hls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// What the server answered, and how long that took.
record Answer(HttpResponse<byte[]> response, double seconds) {
    int status() {
        return response.statusCode();
    }

    URI uri() {
        return response.uri();
    }

    byte[] body() {
        return response.body();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String text() {
        if (!header("Content-Encoding").equals("gzip")) return new String(body(), StandardCharsets.UTF_8);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
