package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestCountsTest {
    private final Loops loops = Loops.open(1);
    private final Business business = new Business();
    private final Front front = Front.open(loops, FrontSettings.local(), List.of(router -> {
        router.get("/shows/:id").handler(business.on(request -> {
            if (request.pathPart("id").equals("none")) throw new Refusal(new Problem(404, "not-found", "No such show"));
            return Answer.empty(204);
        }));
        router.routeWithRegex("/live/.*").setName("live").handler(ctx -> ctx.response()
                .end());
    }));

    @AfterEach
    void close() {
        front.close();
        loops.close();
    }

    @Test
    void requestsCountUnderTheirRouteWhateverTheirAddressSays() throws Exception {
        for (String path : List.of("/shows/a", "/shows/b", "/shows/none", "/live/x?pass=y", "/nothing/here"))
            ask("GET", path);
        ask("BREW", "/shows/a");
        assertThat(front.requests().answered().keySet().stream()
                        .map(key -> key.method() + " " + key.route() + " " + key.status())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "GET /shows/:id 204", "GET /shows/:id 404", "GET live 200", "GET other 404", "other other 405");
        assertThat(count("/shows/:id", 204)).isEqualTo(2);
        RequestCounts.Times times =
                Objects.requireNonNull(front.requests().times().get("/shows/:id"));
        assertThat(java.util.Arrays.stream(times.counts()).sum()).isEqualTo(3);
        assertThat(times.seconds()).isPositive();
    }

    private long count(String route, int status) {
        return Objects.requireNonNull(front.requests().answered().get(new RequestCounts.Key(route, "GET", status)))
                .sum();
    }

    private void ask(String method, String path) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.httpPort() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
