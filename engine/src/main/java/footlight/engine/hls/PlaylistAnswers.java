package footlight.engine.hls;

import footlight.front.Problem;
import footlight.wire.hls.ReloadRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers for playlists: at once, or when the stream has come so far (RFC 8216bis, 6.2.5.2).
///
/// Nobody waits for ever: when the publisher goes, who waits gets the list as it is, and who asks during the drop
/// gets it after half a target duration, so that a player asks again at its leisure. hls.js takes a reload of a part
/// for lost after 0.8 target durations, and gives up after some of those: it is answered before, with what there is.
final class PlaylistAnswers {
    private static final String TYPE = "application/vnd.apple.mpegurl";
    private static final long SLACK_MS = 2_000;

    private static final Problem TOO_BUSY = new Problem(503, "too-many-wait", "Too many wait for this stream.");
    private static final Problem NOT_A_RELOAD =
            new Problem(400, "bad-reload", "_HLS_msn and _HLS_part are numbers, and a part belongs to a segment.");
    private static final Problem TOO_FAR =
            new Problem(400, "too-far-ahead", "No segment of that number can be waited for yet.");

    private final long targetMs;

    PlaylistAnswers(HlsSettings settings) {
        this.targetMs = settings.targetUs() / 1000;
    }

    void multivariant(Request request, HlsStream stream) {
        whenPlayable(request, stream, now -> send(request, now, PlaylistTexts.Kind.MULTIVARIANT, HlsHead.ASK_AGAIN));
    }

    void rendition(Request request, HlsStream stream) {
        HttpServerRequest http = request.ctx().request();
        Optional<ReloadRequest> reload =
                ReloadRequest.read(http.getParam("_HLS_msn"), http.getParam("_HLS_part"), http.getParam("_HLS_skip"));
        if (reload.isEmpty()) request.refuse(NOT_A_RELOAD);
        else whenPlayable(request, stream, now -> reload(request, stream, reload.get(), now));
    }

    private interface Answer {
        void with(Snapshot now);
    }

    /// Players begin when there is a whole segment; until there is the first one they wait for it.
    private void whenPlayable(Request request, HlsStream stream, Answer answer) {
        Snapshot now = stream.asked();
        if (now.playable()) {
            answer.with(now);
            return;
        }
        await(request, stream, targetMs + SLACK_MS, (then, late) -> {
            if (then.playable()) answer.with(then);
            else if (late || then.state() != Snapshot.State.LIVE) HlsRoutes.noPicture(request);
            else return false;
            return true;
        });
    }

    private void reload(Request request, HlsStream stream, ReloadRequest reload, Snapshot now) {
        if (reload.satisfiedBy(now.list())) {
            send(request, now, kind(reload), reload.blocks() ? HlsHead.A_MOMENT : HlsHead.ASK_AGAIN);
            return;
        }
        if (reload.tooFarAhead(now.list())) {
            request.refuse(TOO_FAR);
            return;
        }
        boolean inDrop = now.state() == Snapshot.State.INTERRUPTED;
        await(request, stream, inDrop ? targetMs / 2 : mostMs(request), (then, late) -> {
            boolean there = reload.satisfiedBy(then.list());
            boolean released = !inDrop && then.state() != Snapshot.State.LIVE;
            if (!there && !released && !late) return false;
            send(request, then, kind(reload), there ? HlsHead.A_MOMENT : HlsHead.ASK_AGAIN);
            return true;
        });
    }

    private long mostMs(Request request) {
        return request.ctx().request().getParam("_HLS_part") == null ? 3 * targetMs : targetMs * 3 / 4;
    }

    private static PlaylistTexts.Kind kind(ReloadRequest reload) {
        return reload.skip() ? PlaylistTexts.Kind.DELTA : PlaylistTexts.Kind.WHOLE;
    }

    private static void await(Request request, HlsStream stream, long mostMs, Waiter waiter) {
        Waiter own = (now, late) -> request.isOver() || waiter.answer(now, late);
        request.onOver(() -> stream.forget(request.loop(), own));
        if (!stream.await(request.loop(), own, mostMs)) request.refuse(TOO_BUSY);
    }

    private static void send(Request request, Snapshot now, PlaylistTexts.Kind kind, String caching) {
        if (request.isOver()) return;
        boolean gzip = gzip(request.ctx().request().getHeader("Accept-Encoding"));
        String etag = now.etag(kind, gzip);
        boolean anybody = request.wish().pass() == null;
        HttpServerResponse response = HlsHead.permit(request.ctx().response())
                .putHeader("Cache-Control", anybody ? caching : HlsHead.ASK_AGAIN_OWN)
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("ETag", etag);
        if (HlsRoutes.known(request, etag)) {
            request.nothingNew();
            return;
        }
        response.putHeader("Content-Type", TYPE);
        if (gzip) response.putHeader("Content-Encoding", "gzip");
        Buffer text = gzip ? now.texts().gzip(kind) : now.texts().plain(kind);
        request.send(text);
    }

    /// Source: RFC 9110, 12.5.3. A weight of 0 refuses.
    private static boolean gzip(@Nullable String accepted) {
        if (accepted == null) return false;
        for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.strip().split(";", 2);
            if (!parts[0].strip().equals("gzip")) continue;
            return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
        }
        return false;
    }
}
