package footlight.engine.hls;

import footlight.front.Problem;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// Answers for init segments, segments and parts. A part that was hinted at is waited for (RFC 8216bis, 6.2.6).
final class MediaAnswers {
    private static final String VIDEO = "video/mp4";
    private static final String AUDIO = "audio/mp4";

    private static final Problem NOT_HERE =
            new Problem(404, "not-here", "This piece of the stream is not here, or not here any more.");
    private static final Problem TOO_BUSY = new Problem(503, "too-many-wait", "Too many wait for this stream.");

    private final long targetMs;
    private final Seats seats;

    MediaAnswers(HlsSettings settings, Seats seats) {
        this.targetMs = settings.targetUs() / 1000;
        this.seats = seats;
    }

    void answer(Request request, HlsStream stream, String file) {
        Snapshot now = stream.asked();
        Init init = now.init(file);
        if (init != null) {
            ByteRange range = headed(request, file, init.bytes().length(), init);
            if (range != null) request.send(init.bytes().slice(range.from(), range.to()));
            return;
        }
        if (given(request, stream, now, file)) return;
        if (!now.hints(file)) {
            request.refuse(NOT_HERE);
            return;
        }
        Waiter waiter = (then, late) -> {
            if (request.isOver() || given(request, stream, then, file)) return true;
            if (then.hints(file) && !late) return false;
            request.refuse(NOT_HERE);
            return true;
        };
        request.onOver(() -> stream.forget(request.loop(), waiter));
        if (!stream.await(request.loop(), waiter, targetMs)) request.refuse(TOO_BUSY);
    }

    /// Sends the segment or part, when it is there.
    private boolean given(Request request, HlsStream stream, Snapshot now, String file) {
        Media media = now.media(file);
        ByteBuf bytes = media == null ? null : media.share();
        if (bytes == null) return false;
        ByteRange range = headed(request, file, bytes.readableBytes(), now.newestInit());
        if (range == null) {
            bytes.release();
            return true;
        }
        // Who asks what there is does not watch it.
        if (!request.head()) {
            seats.serve(request.wish());
            stream.stream().traffic().pieceWent(range.to() - range.from());
        }
        request.send(bytes.setIndex(range.from(), range.to()));
        return true;
    }

    /// The range that is asked for, if one is to be heeded: not with HEAD (RFC 9110, 14.2), and not by who
    /// holds a part of something else (13.1.5). A date is never ours.
    private static @Nullable String wantedRange(Request request, String etag) {
        HttpServerRequest asked = request.ctx().request();
        String held = asked.getHeader("If-Range");
        return request.head() || (held != null && !held.equals(etag)) ? null : asked.getHeader("Range");
    }

    /// Writes the head and tells which bytes go behind it; null when that was the whole answer.
    private static @Nullable ByteRange headed(Request request, String file, int size, @Nullable Init init) {
        String etag = "\"" + file.substring(0, file.lastIndexOf('.')) + "\"";
        HttpServerResponse response = HlsHead.permit(request.ctx().response())
                .putHeader("Cache-Control", HlsHead.forEver(request.wish().pass() == null))
                .putHeader("ETag", etag)
                .putHeader("Accept-Ranges", "bytes");
        if (HlsRoutes.known(request, etag)) {
            request.nothingNew();
            return null;
        }
        response.putHeader("Content-Type", init != null && init.soundAlone() ? AUDIO : VIDEO);
        ByteRange range = ByteRange.read(wantedRange(request, etag), size);
        if (range == null) {
            response.putHeader("Content-Range", "bytes */" + size);
            request.cannotSatisfy();
            return null;
        }
        if (!range.whole(size)) {
            response.setStatusCode(206)
                    .putHeader("Content-Range", "bytes " + range.from() + "-" + (range.to() - 1) + "/" + size);
        }
        return range;
    }
}
