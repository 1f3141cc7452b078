package footlight.app.clients;

/// A way between a program and the server, as the table calls it.
enum Way {
    RTMP("RTMP"),
    RTMPS("RTMPS"),
    HTTP_FLV("HTTP-FLV"),
    HTTPS_FLV("HTTPS-FLV"),
    HTTP2_FLV("HTTPS-FLV by HTTP/2"),
    WS_FLV("WebSocket-FLV"),
    HLS("HLS"),
    LL_HLS("low-latency HLS"),
    HTTPS_HLS("HLS over HTTPS");

    final String label;

    Way(String label) {
        this.label = label;
    }
}
