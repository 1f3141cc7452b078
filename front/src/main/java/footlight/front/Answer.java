package footlight.front;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What business code answers: a status, headers and a body that is all there.
///
/// @param headers in order; a name may come twice, as `set-cookie` does
public record Answer(int status, List<Header> headers, Buffer body) {
    public record Header(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer empty(int status) {
        return new Answer(status, List.of(), Buffer.buffer());
    }

    public static Answer json(int status, byte[] utf8) {
        return of(status, "application/json", utf8);
    }

    public static Answer json(int status, JsonObject json) {
        return json(status, json.toBuffer().getBytes());
    }

    public static Answer html(int status, String text) {
        return of(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer of(int status, String mediaType, byte[] body) {
        return new Answer(status, List.of(new Header("content-type", mediaType)), Buffer.buffer(body));
    }

    public static Answer problem(Problem problem) {
        Answer answer = of(problem.status(), Problem.MEDIA_TYPE, problem.json().getBytes());
        return problem.more().get("retryAfterSeconds") instanceof Number seconds
                ? answer.with("retry-after", Long.toString(seconds.longValue()))
                : answer;
    }

    public static Answer redirect(int status, String location) {
        return empty(status).with("location", location);
    }

    /// Adds a header; one of the same name stays beside it.
    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }

    /// Sends it unless the client has gone or was answered. Not stored anywhere unless a header says otherwise.
    /// On the request's event loop.
    void send(HttpServerResponse response) {
        if (response.headWritten() || response.ended() || response.closed()) return;
        response.setStatusCode(status);
        boolean cacheSaid = false;
        for (Header header : headers) {
            cacheSaid |= header.name().equalsIgnoreCase("cache-control");
            if (header.name().equalsIgnoreCase("set-cookie")) response.headers().add(header.name(), header.value());
            else response.putHeader(header.name(), header.value());
        }
        if (!cacheSaid) response.putHeader("cache-control", "no-store");
        response.end(body);
    }
}
