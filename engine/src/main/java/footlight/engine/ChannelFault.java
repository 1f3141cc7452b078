package footlight.engine;

import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;

/// Whose doing it is that a connection broke.
public final class ChannelFault {
    private ChannelFault() {}

    /// A reset, a broken pipe, a TLS alert, bytes that break the framing: the other side's doing, of which
    /// nothing is said. Anything else is our fault, and is told with its trace.
    public static void tell(Logger log, Channel channel, Throwable cause) {
        if (ours(cause)) log.error("the connection of {} is closed by a fault of ours", channel.remoteAddress(), cause);
    }

    static boolean ours(Throwable cause) {
        // A decoder wraps whatever is thrown inside of it.
        if (cause instanceof DecoderException wrapping && wrapping.getCause() != null) return ours(wrapping.getCause());
        return !(cause instanceof IOException) && !(cause instanceof DecoderException);
    }
}
