package footlight.app.clients;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.RunningFootlight;
import java.net.URI;
import java.util.Objects;

/// The addresses of a show, by each way.
record Doors(RunningFootlight server, ShowAddresses show) {
    /// For an encoder: with the key, as one address.
    String in(Way way) {
        return switch (way) {
            case RTMP -> show.publishUrl();
            case RTMPS -> server.rtmps() + "/" + show.key();
            case SRT -> Objects.requireNonNull(show.srt());
            default -> throw new IllegalArgumentException("nobody publishes by " + way.label);
        };
    }

    /// For a player.
    String out(Way way) {
        return switch (way) {
            case RTMP -> show.rtmpPlay();
            case RTMPS -> "rtmps://localhost:" + server.rtmpsPort + path(show.rtmpPlay());
            case HTTP_FLV -> show.flv();
            case HTTPS_FLV, HTTP2_FLV -> secure(show.flv());
            case WS_FLV -> show.wsflv();
            case HLS, LL_HLS -> show.hls();
            case HTTPS_HLS, HTTP2_LL_HLS -> secure(show.hls());
            case SRT -> throw new IllegalArgumentException("nobody plays by " + way.label);
        };
    }

    private String secure(String address) {
        return "https://localhost:" + server.httpsPort + path(address);
    }

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }
}
