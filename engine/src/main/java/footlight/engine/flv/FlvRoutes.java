package footlight.engine.flv;

import footlight.engine.Admission;
import footlight.engine.ChannelViewer;
import footlight.engine.MediaPass;
import footlight.engine.PlayGate;
import footlight.engine.PlayRequest;
import footlight.front.Caller;
import footlight.front.ChannelTakeover;
import footlight.front.Mount;
import footlight.front.Problem;
import footlight.front.WebSocketUpgrade;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.Packing;
import footlight.live.Traffic;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/// `GET /live/{streamId}.flv`: the stream as HTTP-FLV, or as WebSocket-FLV when an upgrade is
/// asked for. On HTTP/1.1 the connection is taken over after the head and belongs to the viewer
/// from then on; on HTTP/2 the bytes go through the response.
///
/// A pass is shown as a path prefix `/m/{pass}`, as `?pass=`, as a bearer token, or as a cookie: see [MediaPass].
public final class FlvRoutes implements Mount {
    /// Where pages of other sites may take media from.
    public static final List<String> OPEN_PATHS = List.of("/live/", "/m/");

    private static final String PATH = "(?:/m/(?<pass>[^/]+))?/live/(?<streamId>[A-Za-z0-9_-]{1,64})\\.flv";

    private final LocalStreams streams;
    private final PlayGate gate;

    public FlvRoutes(LocalStreams streams, PlayGate gate) {
        this.streams = streams;
        this.gate = gate;
    }

    @Override
    public List<String> openToOtherSites() {
        return OPEN_PATHS;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex(PATH).setName("flv").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.OPTIONS)) {
            FlvHead.permit(ctx.response()).setStatusCode(204).end();
            return;
        }
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            ctx.response().putHeader("Allow", "GET, HEAD, OPTIONS");
            new Problem(405, "method-not-allowed", "A stream can only be fetched, by GET or HEAD.").send(ctx);
            return;
        }
        boolean upgrade = WebSocketUpgrade.asked(request);
        String streamId = ctx.pathParam("streamId");
        PlayRequest wish = new PlayRequest(
                streamId,
                upgrade ? "wsflv" : "flv",
                MediaPass.of(ctx, streamId),
                Caller.of(ctx).address(),
                MediaPass.program(ctx));
        switch (gate.admit(wish)) {
            case Admission.Refused(int status, String code, String detail) -> {
                FlvHead.permit(ctx.response());
                new Problem(status, code, detail).send(ctx);
            }
            case Admission.Granted granted -> {
                try {
                    play(ctx, streamId, granted, upgrade);
                } catch (RuntimeException fault) {
                    granted.left();
                    throw fault;
                }
            }
        }
    }

    private void play(RoutingContext ctx, String streamId, Admission.Granted granted, boolean upgrade) {
        HttpServerRequest request = ctx.request();
        Optional<LiveStream> stream = streams.find(streamId);
        if (stream.isEmpty()) {
            granted.left();
            FlvHead.permit(ctx.response()).putHeader("Retry-After", "2");
            new Problem(404, "no-picture", "Nothing is being sent to this stream right now.").send(ctx);
        } else if (request.method().equals(HttpMethod.HEAD)) {
            granted.left();
            FlvHead.media(ctx.response()).end();
        } else if (upgrade) {
            overWebSocket(ctx, stream.get(), granted);
        } else if (!ChannelTakeover.possible(request)) {
            throughResponse(ctx, stream.get(), granted);
        } else {
            overHttp1(request, stream.get(), granted);
        }
    }

    private void overHttp1(HttpServerRequest request, LiveStream stream, Admission.Granted granted) {
        // The body ends with the connection, so no byte is spent on chunks.
        Channel channel = ChannelTakeover.take(request);
        channel.write(ByteBufUtil.writeAscii(channel.alloc(), FlvHead.HTTP_1));
        attach(channel, stream, FlvPacking.HTTP, granted, HttpViewer::new);
    }

    private void overWebSocket(RoutingContext ctx, LiveStream stream, Admission.Granted granted) {
        Optional<Channel> opened = WebSocketUpgrade.take(ctx, WebSocketViewer.MAX_FRAME_BYTES);
        if (opened.isEmpty()) granted.left();
        else attach(opened.get(), stream, WebSocketFlvPacking.BINARY, granted, WebSocketViewer::new);
    }

    private static void throughResponse(RoutingContext ctx, LiveStream stream, Admission.Granted granted) {
        FlvHead.media(ctx.response());
        if (ctx.request().version() != HttpVersion.HTTP_2) ctx.response().setChunked(true);
        ResponseViewer[] viewer = new ResponseViewer[1];
        viewer[0] = new ResponseViewer(ctx, stream.traffic(), () -> {
            stream.leave(FlvPacking.HTTP, viewer[0]);
            granted.left();
        });
        granted.onRevoked(() -> viewer[0].loop().execute(viewer[0]::ended));
        stream.join(FlvPacking.HTTP, viewer[0]);
    }

    private interface ViewerMaker {
        ChannelViewer make(Channel channel, Traffic traffic, Runnable onGone);
    }

    private static void attach(
            Channel channel, LiveStream stream, Packing packing, Admission.Granted granted, ViewerMaker maker) {
        ChannelViewer viewer = maker.make(channel, stream.traffic(), granted::left);
        viewer.watch(stream, packing);
        channel.flush();
        granted.onRevoked(() -> channel.eventLoop().execute(viewer::ended));
    }
}
