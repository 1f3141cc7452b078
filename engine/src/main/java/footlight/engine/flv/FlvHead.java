package footlight.engine.flv;

import io.vertx.core.http.HttpServerResponse;

/// What stands before the media: type, no caching, and leave for any site's player to read it (the
/// play gate decides who may, not the browser).
final class FlvHead {
    static final String HTTP_1 = """
            HTTP/1.1 200 OK\r
            Content-Type: video/x-flv\r
            Cache-Control: no-store\r
            Connection: close\r
            Access-Control-Allow-Origin: *\r
            X-Content-Type-Options: nosniff\r
            \r
            """;

    private FlvHead() {}

    static HttpServerResponse media(HttpServerResponse response) {
        return permit(response)
                .putHeader("Content-Type", "video/x-flv")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    static HttpServerResponse permit(HttpServerResponse response) {
        return response.putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
                .putHeader("Access-Control-Allow-Headers", "Authorization")
                .putHeader("Access-Control-Max-Age", "86400");
    }
}
