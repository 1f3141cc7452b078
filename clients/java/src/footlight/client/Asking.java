package footlight.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// One server, asked with one key. Blocks; any thread. A server that does not answer is an [UncheckedIOException], an
/// answer that is no success a [FootlightProblem].
public abstract class Asking {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String base;
    private final String key;
    private final HttpClient http;

    /// @param key of a channel (`flk_…`); null to ask as anybody
    protected Asking(String server, String key, HttpClient http) {
        this.base = server.replaceAll("/+$", "") + "/api/v1";
        this.key = key;
        this.http = http;
    }

    /// @param path as the document has it, with `{name}` parts
    /// @param parts their values, in order
    /// @param body null for none; bytes as they are, anything else as JSON
    protected final Map<String, Object> ask(String method, String path, List<String> parts, Call call, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + filled(path, parts) + query(call)))
                .timeout(PATIENCE)
                .header("accept", "application/json");
        if (key != null) request.header("authorization", "Bearer " + key);
        if (body instanceof byte[] bytes) request.method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
        else if (body == null) request.method(method, HttpRequest.BodyPublishers.noBody());
        else
            request.header("content-type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)));
        call.headers().forEach(request::setHeader);
        HttpResponse<String> answer = send(request.build());
        Map<String, Object> said = said(answer);
        if (answer.statusCode() >= 300) throw new FootlightProblem(answer.statusCode(), said);
        return said;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", interrupted));
        }
    }

    private static Map<String, Object> said(HttpResponse<String> answer) {
        String type = answer.headers().firstValue("content-type").orElse("");
        if (!type.contains("json")) return Map.of();
        try {
            return Fields.map(Json.read(answer.body()));
        } catch (IllegalArgumentException | ClassCastException notOurs) {
            return Map.of();
        }
    }

    private static String filled(String path, List<String> parts) {
        String filled = path;
        for (String part : parts)
            // A channel may be named by @ and its handle.
            filled = filled.replaceFirst("\\{\\w+}", encoded(part).replaceFirst("^%40", "@"));
        return filled;
    }

    private static String query(Call call) {
        StringBuilder query = new StringBuilder();
        call.query().forEach((name, value) -> query.append(query.length() == 0 ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Every item of a list, page after page, each asked for when it is come to.
    protected final <T> Iterable<T> each(
            String path, List<String> parts, Call call, Function<Map<String, Object>, T> made) {
        return () -> new Iterator<>() {
            private Iterator<?> page = List.of().iterator();
            private boolean begun;
            private String cursor;

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && (!begun || cursor != null)) {
                    Map<String, Object> answer = ask("GET", path, parts, call.query("cursor", cursor), null);
                    begun = true;
                    cursor = (String) answer.get("next");
                    page = ((List<?>) answer.get("items")).iterator();
                }
                return page.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) throw new NoSuchElementException();
                return made.apply(Fields.map(page.next()));
            }
        };
    }
}
