package footlight.app.clients;

/// A player in the page of `clients/player.html`, and the way it takes.
enum Engine {
    MPEGTS("mpegts.js", "mpegts", Way.WS_FLV, false),
    MPEGTS_HTTP("mpegts.js", "mpegts", Way.HTTP_FLV, false),
    HLS("hls.js", "hls", Way.HLS, false),
    LOW_HLS("hls.js", "hls", Way.LL_HLS, true),
    LOW_HLS_HTTP2("hls.js", "hls", Way.HTTP2_LL_HLS, true),
    SHAKA("shaka-player", "shaka", Way.HLS, false),
    LOW_SHAKA("shaka-player", "shaka", Way.LL_HLS, true),
    /// The browser itself, without a script.
    NATIVE("", "native", Way.HLS, false);

    /// The npm package; none for the browser itself.
    final String library;

    final String name;
    final Way way;
    final boolean low;

    Engine(String library, String name, Way way, boolean low) {
        this.library = library;
        this.name = name;
        this.way = way;
        this.low = low;
    }

    /// As the table calls it in a browser: both with their versions.
    String in(String browser, Players players) throws java.io.IOException {
        return library.isEmpty() ? browser : browser + ", " + players.named(library);
    }
}
