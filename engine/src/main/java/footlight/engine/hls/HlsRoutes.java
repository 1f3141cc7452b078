package footlight.engine.hls;

import footlight.engine.Admission;
import footlight.engine.MediaPass;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.front.Caller;
import footlight.front.Mount;
import footlight.front.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /live/{streamId}/index.m3u8` and what it names: playlists, init segments, segments and parts. Answered
/// on the request's own loop from the stream's [Snapshot].
///
/// A pass is shown as a path prefix `/m/{pass}`, which the playlists' relative addresses inherit, as a cookie
/// or bearer token, which players send along, or as `?pass=`: that is not inherited, so a playlist asked for
/// with it is found under the prefix.
public final class HlsRoutes implements Mount {
    static final String MULTIVARIANT = "index.m3u8";

    /// The one rendition there is, picture and sound in one.
    static final String RENDITION = "main.m3u8";

    private static final String PATH =
            "(?:/m/(?<pass>[^/]+))?/live/(?<streamId>[A-Za-z0-9_-]{1,64})/(?<file>[A-Za-z0-9_-]{1,64}\\.(?:m3u8|mp4|m4s))";

    static final Problem NO_PICTURE = new Problem(404, "no-picture", "Nothing is being sent to this stream right now.");

    private final HlsStreams streams;
    private final PlayGate gate;
    private final PlaylistAnswers playlists;
    private final MediaAnswers media;
    private final Seats seats;

    public HlsRoutes(HlsStreams streams, PlayGate gate) {
        this.streams = streams;
        this.gate = gate;
        this.seats = new Seats(gate, System::nanoTime);
        this.playlists = new PlaylistAnswers(streams.settings());
        this.media = new MediaAnswers(streams.settings(), seats);
    }

    /// Counts out who went without a word. To be called about once a second, on any thread.
    public void sweep() {
        seats.sweep();
    }

    @Override
    public List<String> openToOtherSites() {
        return List.of("/live/", "/m/");
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex(PATH).setName("hls").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.OPTIONS)) {
            HlsHead.preflight(ctx.response());
            return;
        }
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            ctx.response().putHeader("Allow", "GET, HEAD, OPTIONS");
            new Problem(405, "method-not-allowed", "A stream can only be fetched, by GET or HEAD.").send(ctx);
            return;
        }
        String file = ctx.pathParam("file");
        boolean playlist = file.endsWith(".m3u8");
        String query = request.getParam("pass");
        if (playlist && query != null && ctx.pathParam("pass") == null) {
            moveUnderPass(ctx, query, file);
            return;
        }
        // Whoever watches is counted by their seat, not by each request.
        String streamId = ctx.pathParam("streamId");
        PlayRequest wish = new PlayRequest(
                streamId, "hls", MediaPass.of(ctx, streamId), Caller.of(ctx).address(), MediaPass.program(ctx));
        switch (gate.admit(wish.uncounted())) {
            case Admission.Refused(int status, String code, String detail) ->
                HlsHead.refuse(ctx, new Problem(status, code, detail));
            case Admission.Granted leave -> {
                try {
                    admitted(Request.of(ctx, wish, leave), file, playlist);
                } catch (RuntimeException fault) {
                    leave.left();
                    throw fault;
                }
            }
        }
    }

    private void admitted(Request request, String file, boolean playlist) {
        Optional<HlsStream> stream = streams.find(request.wish().streamId());
        if (stream.isEmpty()) noPicture(request);
        else if (!playlist) media.answer(request, stream.get(), file);
        else if (file.equals(MULTIVARIANT)) playlists.multivariant(request, stream.get());
        else if (file.equals(RENDITION)) playlists.rendition(request, stream.get());
        else request.refuse(new Problem(404, "not-found", "There is no such playlist."));
    }

    static void noPicture(Request request) {
        request.refuse(NO_PICTURE);
    }

    private static void moveUnderPass(RoutingContext ctx, String pass, String file) {
        if (!pass.matches("[A-Za-z0-9._~-]{1,300}")) {
            HlsHead.refuse(ctx, new Problem(401, "pass-not-good", "This is not a pass."));
            return;
        }
        StringBuilder to = new StringBuilder("/m/" + pass + "/live/" + ctx.pathParam("streamId") + "/" + file);
        char before = '?';
        for (String name : List.of("_HLS_msn", "_HLS_part", "_HLS_skip")) {
            String value = ctx.request().getParam(name);
            if (value == null || !value.matches("[A-Za-z0-9]{1,20}")) continue;
            to.append(before).append(name).append('=').append(value);
            before = '&';
        }
        HlsHead.permit(ctx.response())
                .setStatusCode(307)
                .putHeader("Location", to.toString())
                .putHeader("Cache-Control", "no-store")
                .end();
    }

    /// Whether the asker has just that already.
    static boolean known(Request request, String etag) {
        @Nullable String held = request.ctx().request().getHeader("If-None-Match");
        return held != null && (held.equals("*") || held.contains(etag));
    }
}
