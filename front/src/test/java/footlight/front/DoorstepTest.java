package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.guard.Limits;
import footlight.front.net.Cidr;
import footlight.front.net.TrustedProxies;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorstepTest {
    private final Loops loops = Loops.open(1);
    private Front front = open(FrontSettings.local()
            .withPublicUrl(URI.create("https://show.example"))
            .withAllowedOrigins(List.of("https://friend.example:8443"))
            .withProxies(new TrustedProxies(List.of(Cidr.parse("127.0.0.2")), TrustedProxies.Family.X_FORWARDED)));

    private Front open(FrontSettings settings) {
        return Front.open(loops, settings, List.of(new Mount() {
            @Override
            public void mount(Router router) {
                router.route("/caller").handler(ctx -> ctx.end(Caller.of(ctx).toString()));
                router.route("/live/a.flv")
                        .handler(ctx -> ctx.end("foreign " + Caller.of(ctx).foreign()));
            }

            @Override
            public List<String> openToOtherSites() {
                return List.of("/live/");
            }
        }));
    }

    @AfterEach
    void close() {
        front.close();
        loops.close();
    }

    private String ask(String from, String head) throws Exception {
        try (RawClient client = RawClient.from(from, front.httpPort())) {
            return client.say(head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n")
                    .rest();
        }
    }

    @Test
    void theCallerBehindATrustedProxyIsSeenAndAnyoneElseIsTakenAsTheyCome() throws Exception {
        String head = "GET /caller HTTP/1.1|Host: inner:8080|X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: https|"
                + "X-Forwarded-Host: Show.Example";
        assertThat(ask("127.0.0.2", head))
                .endsWith("Caller[address=/198.51.100.7, scheme=https, authority=show.example, foreign=false]");
        assertThat(ask("127.0.0.3", head))
                .endsWith("Caller[address=/127.0.0.3, scheme=http, authority=inner:8080, foreign=false]");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,http://inner,200",
        "POST,https://show.example,200",
        "POST,https://SHOW.example,200",
        "POST,https://friend.example:8443,200",
        "POST,https://friend.example,403",
        "POST,https://inner,403",
        "POST,http://show.example.evil.example,403",
        "POST,null,403",
        "DELETE,https://evil.example,403",
        "PATCH,https://evil.example,403",
        "GET,https://evil.example,200",
        "HEAD,https://evil.example,200",
    })
    void anotherSitesPageMayReadButNotChange(String method, String origin, int status) throws Exception {
        assertThat(ask("127.0.0.1", method + " /caller HTTP/1.1|Host: inner|Origin: " + origin))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void whatABrowserSaysWithoutAnOriginCountsToo() throws Exception {
        String post = "POST /caller HTTP/1.1|Host: inner|Content-Length: 0|";
        assertThat(ask("127.0.0.1", post + "Sec-Fetch-Site: cross-site")).contains("foreign-origin");
        assertThat(ask("127.0.0.1", post + "Sec-Fetch-Site: same-site")).contains("foreign-origin");
        assertThat(ask("127.0.0.1", post + "Sec-Fetch-Site: same-origin")).contains("200 OK");
        assertThat(ask("127.0.0.1", post + "User-Agent: curl")).contains("200 OK");
    }

    @Test
    void aLinkFollowedFromAnotherSiteIsAVisitAndNotThatSitesDoing() throws Exception {
        String from = " /live/a.flv HTTP/1.1|Host: inner|Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: ";
        assertThat(ask("127.0.0.1", "GET" + from + "navigate|Sec-Fetch-Dest: document"))
                .endsWith("foreign false");
        assertThat(ask("127.0.0.1", "GET" + from + "navigate|Sec-Fetch-Dest: iframe"))
                .endsWith("foreign true");
        assertThat(ask("127.0.0.1", "GET" + from + "no-cors|Sec-Fetch-Dest: image"))
                .endsWith("foreign true");
        assertThat(ask("127.0.0.1", "GET" + from + "navigate|Sec-Fetch-Dest: document|Origin: https://evil.example"))
                .endsWith("foreign true");
        String form = from.replace("/live/a.flv", "/caller") + "navigate|Sec-Fetch-Dest: document|Content-Length: 0";
        assertThat(ask("127.0.0.1", "POST" + form)).contains("foreign-origin");
    }

    @Test
    void aForeignWebSocketIsRefusedExceptWhereMediaIsOpen() throws Exception {
        String upgrade = " HTTP/1.1|Host: inner|Origin: https://evil.example|Upgrade: websocket";
        assertThat(ask("127.0.0.1", "GET /caller" + upgrade)).contains("403 ", "foreign-origin");
        assertThat(ask("127.0.0.1", "GET /live/a.flv" + upgrade))
                .contains("200 OK")
                .endsWith("foreign true");
    }

    @Test
    void everyAnswerForbidsWhatIsNotNeeded() throws Exception {
        for (String path : List.of("/caller", "/nowhere")) {
            assertThat(ask("127.0.0.1", "GET " + path + " HTTP/1.1|Host: inner:99"))
                    .contains("x-content-type-options: nosniff", "referrer-policy: strict-origin-when-cross-origin")
                    .contains("permissions-policy: camera=(self)", "cross-origin-opener-policy: same-origin")
                    .contains("default-src 'none'; script-src 'self';", "frame-ancestors 'self'", "ws://inner:99")
                    .doesNotContain("strict-transport-security", "unsafe-eval", "script-src 'self' 'unsafe");
        }
    }

    @Test
    void anAddressThatAsksTooFastIsToldHowLongToWait() throws Exception {
        reopen(limited(100, 0.5, 3));
        for (int i = 0; i < 3; i++)
            assertThat(ask("127.0.0.1", "GET /caller HTTP/1.1|Host: x")).contains("200 OK");
        assertThat(ask("127.0.0.1", "GET /caller HTTP/1.1|Host: x"))
                .startsWith("HTTP/1.1 429 ")
                .contains("retry-after: ", "too-many-requests");
        assertThat(ask("127.0.0.5", "GET /caller HTTP/1.1|Host: x")).contains("200 OK");
    }

    @Test
    void anAddressHasOnlySoManyConnectionsAndGetsThemBack() throws Exception {
        reopen(limited(3, 1_000, 1_000));
        List<RawClient> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) open.add(RawClient.plain(front.httpPort()));
        Eventually.holds(() -> front.connections() == 3);
        assertThat(ask("127.0.0.1", "GET /caller HTTP/1.1|Host: x")).isEmpty();
        assertThat(ask("127.0.0.5", "GET /caller HTTP/1.1|Host: x")).contains("200 OK");
        assertThat(front.refusedConnections()).isEqualTo(1);
        open.removeFirst().close();
        Eventually.holds(() -> front.connections() == 2);
        assertThat(ask("127.0.0.1", "GET /caller HTTP/1.1|Host: x")).contains("200 OK");
        for (RawClient client : open) client.close();
    }

    @Test
    void theServerHasOnlySoManyConnections() throws Exception {
        front.close();
        front = open(FrontSettings.local()
                .withLimits(Limits.defaults()
                        .with(new Limits.Connections(2, 100, true, Duration.ofSeconds(5), Duration.ofSeconds(60)))));
        try (RawClient one = RawClient.plain(front.httpPort());
                RawClient two = RawClient.plain(front.httpPort())) {
            Eventually.holds(() -> front.connections() == 2);
            assertThat(ask("127.0.0.9", "GET /caller HTTP/1.1|Host: x")).isEmpty();
            assertThat(one.socket().isConnected() && two.socket().isConnected()).isTrue();
        }
    }

    private void reopen(Limits limits) {
        front.close();
        front = open(FrontSettings.local().withLimits(limits));
    }

    private static Limits limited(int perAddress, double perSecond, int burst) {
        Limits.Requests usual = Limits.defaults().requests();
        return Limits.defaults()
                .with(new Limits.Connections(1_000, perAddress, false, Duration.ofSeconds(5), Duration.ofSeconds(60)))
                .with(new Limits.Requests(
                        usual.uriBytes(),
                        usual.headerBytes(),
                        usual.head(),
                        usual.bodyBytes(),
                        usual.bodyCheck(),
                        usual.bodyBytesPerSecond(),
                        perSecond,
                        burst));
    }
}
