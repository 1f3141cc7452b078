package footlight.app.clients;

/// A way between a program and the server, as the table calls it.
enum Way {
    RTMP("RTMP"),
    RTMPS("RTMPS"),
    SRT("SRT"),
    HTTP_FLV("HTTP-FLV"),
    HTTPS_FLV("HTTPS-FLV"),
    HTTP2_FLV("HTTPS-FLV by HTTP/2"),
    WS_FLV("WebSocket-FLV"),
    HLS("HLS"),
    LL_HLS("low-latency HLS"),
    HTTPS_HLS("HLS over HTTPS"),
    HTTP2_LL_HLS("low-latency HLS by HTTP/2");

    final String label;

    Way(String label) {
        this.label = label;
    }

    /// Whether the server's certificate must be trusted for it.
    boolean byTls() {
        return switch (this) {
            case RTMPS, HTTPS_FLV, HTTP2_FLV, HTTPS_HLS, HTTP2_LL_HLS -> true;
            case RTMP, SRT, HTTP_FLV, WS_FLV, HLS, LL_HLS -> false;
        };
    }
}
