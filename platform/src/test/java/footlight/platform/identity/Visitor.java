package footlight.platform.identity;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody's browser on the way to a provider and back: it keeps both cookies and follows nothing by itself.
final class Visitor {
    final Browser browser;
    private @Nullable String session;
    private @Nullable String attempt;
    Map<String, String> sent = Map.of();

    Visitor(RunningPlatform running) {
        this(running.browser());
    }

    /// Signed in already.
    Visitor(Browser browser) {
        this.browser = browser.with("origin", null);
        this.session = browser.cookie;
    }

    /// Presses the button; what the provider is told is in `sent` then.
    Browser.Reply start(String provider, String next) {
        Browser.Reply reply = visit("/auth/" + provider + "/start?next=" + encoded(next));
        sent = query(reply.header("location").orElse(""));
        return reply;
    }

    /// Goes to where it was sent; what the site there sent the browser back with.
    Map<String, String> agreed(String url) {
        HttpResponse<String> answer = http(url);
        String back = answer.headers().firstValue("location").orElse("");
        if (answer.statusCode() != 302 || back.isEmpty())
            throw new AssertionError("not sent back, status " + answer.statusCode() + ": " + answer.body());
        return query(back);
    }

    HttpResponse<String> http(String url) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopping);
        }
    }

    Browser.Reply back(String provider, Map<String, String> answer) {
        StringBuilder query = new StringBuilder();
        answer.forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append("=")
                .append(encoded(value)));
        return visit("/auth/" + provider + "/callback" + query);
    }

    Browser.Reply visit(String path) {
        browser.cookie = cookies();
        Browser.Reply reply = browser.page(path);
        keep(reply);
        return reply;
    }

    void keep(Browser.Reply reply) {
        for (String set : reply.whole().headers().allValues("set-cookie")) {
            String pair = set.substring(0, set.indexOf(';'));
            boolean gone = set.contains("Max-Age=0");
            if (pair.startsWith("signin=")) attempt = gone ? null : pair;
            if (pair.startsWith("session=")) session = gone ? null : pair;
        }
        browser.cookie = session;
    }

    /// As a thief would who copied it.
    @Nullable
    String attempt() {
        return attempt;
    }

    void attempt(@Nullable String cookie) {
        attempt = cookie;
    }

    /// The e-mail address of who is signed in here, or nobody.
    String who() {
        browser.cookie = session;
        var account = browser.get("/session").json().getJsonObject("account");
        if (account == null) return "nobody";
        browser.csrfToken = browser.get("/session").json().getString("csrfToken");
        browser.accountId = account.getString("id");
        return account.getString("email");
    }

    private @Nullable String cookies() {
        List<String> both = java.util.stream.Stream.of(session, attempt)
                .filter(java.util.Objects::nonNull)
                .map(String::valueOf)
                .toList();
        return both.isEmpty() ? null : String.join("; ", both);
    }

    static Map<String, String> query(String address) {
        Map<String, String> query = new HashMap<>();
        String raw = address.isEmpty() ? null : URI.create(address).getRawQuery();
        if (raw == null) return query;
        for (String field : raw.split("&")) {
            String[] pair = field.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
