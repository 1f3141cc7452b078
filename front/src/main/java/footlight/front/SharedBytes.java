package footlight.front;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/// Answers with bytes that are shared with others, without copying them. Vert.x counts no references, so they are
/// counted around it; that it writes a buffer as it is, and releases none, is an inside of Vert.x, kept here.
public final class SharedBytes {
    private SharedBytes() {}

    /// Ends the response with `bytes`, whose one reference is taken over and let go when they are written or never will
    /// be. Direct bytes are not copied on their way, but by TLS. On the request's loop.
    public static Future<Void> end(HttpServerResponse response, ByteBuf bytes) {
        try {
            return response.end(BufferInternal.buffer(bytes.slice())).onComplete(_ -> bytes.release());
        } catch (RuntimeException over) {
            bytes.release();
            return Future.failedFuture(over);
        }
    }
}
