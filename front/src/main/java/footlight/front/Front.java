package footlight.front;

import footlight.front.guard.BadHead;
import footlight.front.guard.ConnectionGate;
import footlight.front.guard.Http1Guard;
import footlight.front.guard.Limits;
import footlight.front.tls.ReloadingCertificate;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.impl.VertxConnection;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP and HTTPS ports and what is mounted on them. Each port listens once for each event loop, so that
/// connections spread over the loops and stay there.
public final class Front implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Front.class);
    private static final int OPEN_SECONDS = 20;
    private static final long CERTIFICATE_CHECK_MILLIS = 2_000;

    private final Loops loops;
    private final FrontSettings settings;
    private final ConnectionGate gate;
    private final RequestCounts requests;
    private final List<HttpServer> servers;
    private final int httpPort;
    private final int httpsPort;
    private final long certificateTimer;

    private Front(
            Loops loops,
            FrontSettings settings,
            ConnectionGate gate,
            RequestCounts requests,
            List<HttpServer> servers,
            int httpPort,
            int httpsPort,
            long certificateTimer) {
        this.loops = loops;
        this.settings = settings;
        this.gate = gate;
        this.requests = requests;
        this.servers = servers;
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
        this.certificateTimer = certificateTimer;
    }

    /// Opens the plain port only. Blocks until it listens.
    public static Front open(Loops loops, FrontSettings settings, List<? extends Mount> mounts) {
        return open(loops, settings, null, mounts);
    }

    /// Opens the ports; HTTPS when there is a certificate. Blocks until they listen.
    ///
    /// @throws PortUnusable with the reason
    public static Front open(
            Loops loops,
            FrontSettings settings,
            @Nullable ReloadingCertificate certificate,
            List<? extends Mount> mounts) {
        RequestCounts requests = new RequestCounts();
        Router router = router(loops, settings, requests, mounts);
        ConnectionGate gate = new ConnectionGate(settings.limits().connections(), settings.proxies());
        List<HttpServer> servers = new ArrayList<>();
        int httpPort = FrontSettings.NONE;
        int httpsPort = FrontSettings.NONE;
        try {
            if (settings.httpPort() != FrontSettings.NONE) {
                httpPort = listen(loops, settings, plain(settings), settings.httpPort(), router, servers);
                loops.accepts().guard(httpPort, gate);
            }
            if (certificate != null && settings.httpsPort() != FrontSettings.NONE) {
                HttpServerOptions options = secure(settings, certificate);
                httpsPort = listen(loops, settings, options, settings.httpsPort(), router, servers);
                loops.accepts().guard(httpsPort, gate);
            }
        } catch (PortUnusable e) {
            servers.forEach(HttpServer::close);
            throw e;
        }
        long timer = certificate == null ? -1 : watch(loops, certificate);
        return new Front(loops, settings, gate, requests, List.copyOf(servers), httpPort, httpsPort, timer);
    }

    private static long watch(Loops loops, ReloadingCertificate certificate) {
        return loops.vertx().setPeriodic(CERTIFICATE_CHECK_MILLIS, _ -> Thread.ofVirtual()
                .name("certificate")
                .start(certificate::reloadIfChanged));
    }

    private static Router router(
            Loops loops, FrontSettings settings, RequestCounts requests, List<? extends Mount> mounts) {
        List<String> openPaths = new ArrayList<>();
        for (Mount mount : mounts) openPaths.addAll(mount.openToOtherSites());
        OriginRule origins = new OriginRule(settings.publicUrl(), settings.allowedOrigins(), openPaths);
        Router router = Router.router(loops.vertx());
        router.route().handler(new Doorstep(settings, origins, requests));
        for (Mount mount : mounts) mount.mount(router);
        Misses.answerOn(router);
        return router;
    }

    private static HttpServerOptions plain(FrontSettings settings) {
        Limits.Connections connections = settings.limits().connections();
        Limits.Requests requests = settings.limits().requests();
        Limits.Http2 http2 = settings.limits().http2();
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(requests.uriBytes())
                .setMaxHeaderSize(requests.headerBytes())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(connections.idle().toMillis()))
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(http2.streams())
                        .setMaxHeaderListSize(http2.headerListBytes()))
                .setHttp2RstFloodMaxRstFramePerWindow(http2.resets())
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setHttp2RstFloodWindowDuration(
                        Math.toIntExact(http2.resetWindow().toSeconds()))
                .setAcceptBacklog(1024)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
    }

    private static HttpServerOptions secure(FrontSettings settings, ReloadingCertificate certificate) {
        return plain(settings)
                .setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setKeyCertOptions(KeyCertOptions.wrap(certificate.keyManager()))
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(
                        settings.limits().connections().tlsHandshake().toMillis());
    }

    private static int listen(
            Loops loops,
            FrontSettings settings,
            HttpServerOptions options,
            int port,
            Router router,
            List<HttpServer> servers) {
        int actualPort = port == 0 ? loops.freePort() : port;
        HttpServer first = null;
        for (var loop : loops.all()) {
            HttpServer server = loops.vertx()
                    .createHttpServer(options)
                    .connectionHandler(
                            connection -> guard(connection, settings.limits().requests()))
                    .invalidRequestHandler(Front::answerInvalid)
                    .requestHandler(router)
                    .exceptionHandler(fault -> log.debug("a connection failed: {}", fault.toString()));
            servers.add(server);
            await(listenOn(loops.contextOn(loop), server, actualPort, settings.host()), port, settings.host());
            if (first == null) first = server;
        }
        return first == null ? FrontSettings.NONE : first.actualPort();
    }

    private static Future<HttpServer> listenOn(Context context, HttpServer server, int port, String host) {
        io.vertx.core.Promise<HttpServer> listening = io.vertx.core.Promise.promise();
        context.runOnContext(_ -> server.listen(port, host).onComplete(listening));
        return listening.future();
    }

    private static void await(Future<HttpServer> listening, int port, String host) {
        try {
            listening.await(OPEN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new PortUnusable(host, port, "it did not open in time", e);
        } catch (Exception e) {
            throw new PortUnusable(host, port, String.valueOf(e.getMessage()), e);
        }
    }

    private static void guard(HttpConnection connection, Limits.Requests limits) {
        // An HTTP/2 connection is of another kind, and has limits of its own.
        if (!(connection instanceof VertxConnection http1)) return;
        var pipeline = http1.channel().pipeline();
        if (pipeline.get("httpDecoder") != null) Http1Guard.install(pipeline, "httpDecoder", "httpEncoder", limits);
    }

    /// A head that could not be read. The connection closes after the answer: nobody knows where the next one begins.
    private static void answerInvalid(HttpServerRequest request) {
        Throwable cause =
                request.decoderResult() == null ? null : request.decoderResult().cause();
        Problem problem =
                switch (cause) {
                    case TooLongHttpLineException _ ->
                        new Problem(
                                414,
                                "uri-too-long",
                                "The address of this request is too long",
                                "Ask for less at once, or send it in the body.");
                    case TooLongHttpHeaderException _ ->
                        new Problem(
                                431,
                                "headers-too-large",
                                "The headers of this request are too large",
                                "Send fewer or shorter headers; delete this site's cookies, if a browser asks.");
                    case BadHead bad ->
                        new Problem(400, "bad-request", "This is not a request we can read safely", bad.getMessage());
                    case null, default ->
                        new Problem(
                                400,
                                "bad-request",
                                "This is not a request we can read",
                                "It is not HTTP as it should be.");
                };
        request.response().putHeader("connection", "close");
        RequestId.putOn(request.response(), RequestId.byChance());
        problem.send(request.response());
        request.connection().close();
    }

    /// The real port, or `FrontSettings.NONE`.
    public int httpPort() {
        return httpPort;
    }

    /// The real port, or `FrontSettings.NONE`.
    public int httpsPort() {
        return httpsPort;
    }

    /// What was answered since the start.
    public RequestCounts requests() {
        return requests;
    }

    /// Open connections of both ports, taken ones included.
    public int connections() {
        return gate.open();
    }

    /// Connections that were refused at accept.
    public long refusedConnections() {
        return gate.refused();
    }

    /// Stops accepting, closes what is idle or taken, lets requests in flight finish for the time of the settings, and
    /// closes the rest. Blocks.
    @Override
    public void close() {
        loops.vertx().cancelTimer(certificateTimer);
        gate.shut();
        long graceMillis = settings.closing().toMillis();
        List<Future<Void>> closings = new ArrayList<>();
        for (HttpServer server : servers) closings.add(server.shutdown(graceMillis, TimeUnit.MILLISECONDS));
        try {
            Future.join(closings).await(graceMillis + 2_000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("the HTTP ports did not close in time");
        }
        loops.accepts().forget(httpPort);
        loops.accepts().forget(httpsPort);
    }
}
