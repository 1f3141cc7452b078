package footlight.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.Business;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.front.net.Cidr;
import footlight.front.net.TrustedProxies;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsDoorTest {
    private final Loops loops = Loops.open(1);

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void theTokenOpensAndNothingElseDoes() throws Exception {
        try (Front front = front(new MetricsDoor.Access.Token("a-long-enough-one"))) {
            assertThat(status(front, "authorization", "Bearer a-long-enough-one"))
                    .isEqualTo(200);
            assertThat(status(front, "authorization", "Bearer a-long-enough-on"))
                    .isEqualTo(401);
            assertThat(status(front, "authorization", "Basic a-long-enough-one"))
                    .isEqualTo(401);
            assertThat(status(front)).isEqualTo(401);
        }
        assertThat(new MetricsDoor.Access.Token("a-long-enough-one").toString()).doesNotContain("long");
    }

    @Test
    void atAnOpenDoorEverybodyIsLetIn() throws Exception {
        try (Front front = front(new MetricsDoor.Access.Open())) {
            assertThat(status(front, "x-forwarded-for", "203.0.113.9")).isEqualTo(200);
        }
    }

    /// Though the proxy is trusted, and says that whom it asks for is on this machine.
    @Test
    void aTrustedProxyOpensNothing() throws Exception {
        try (Front front = front(new MetricsDoor.Access.Loopback())) {
            assertThat(status(front)).isEqualTo(200);
            assertThat(status(front, "x-forwarded-for", "127.0.0.1")).isEqualTo(404);
            assertThat(status(front, "x-forwarded-for", "203.0.113.9")).isEqualTo(404);
        }
    }

    private Front front(MetricsDoor.Access access) {
        TrustedProxies trusted =
                new TrustedProxies(List.of(Cidr.parse("127.0.0.0/8")), TrustedProxies.Family.X_FORWARDED);
        return Front.open(
                loops,
                FrontSettings.local().withProxies(trusted),
                List.of(new MetricsDoor(access, new Business(), () -> "up 1\n")));
    }

    private static int status(Front front, String... headers) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.httpPort() + "/metrics"));
            for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
