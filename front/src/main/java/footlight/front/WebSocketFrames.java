package footlight.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// WebSocket frames as a server writes them: whole, unmasked, so that one frame's bytes serve every listener.
/// Source: RFC 6455, section 5.2.
public final class WebSocketFrames {
    public static final int LONGEST_HEADER_BYTES = 10;
    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LONGEST_REASON_BYTES = 123;

    private WebSocketFrames() {}

    /// A whole text message.
    public static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer(LONGEST_HEADER_BYTES + utf8.length);
        header(frame, TEXT, utf8.length);
        frame.writeBytes(utf8);
        return ByteBufUtil.getBytes(frame);
    }

    /// Writes the header of a binary message of `bodyBytes`; the body follows as it is.
    public static void binaryHeader(ByteBuf out, long bodyBytes) {
        header(out, BINARY, bodyBytes);
    }

    /// What the header of a message of `bodyBytes` takes.
    public static int headerBytes(long bodyBytes) {
        return bodyBytes < 126 ? 2 : bodyBytes <= 0xFFFF ? 4 : LONGEST_HEADER_BYTES;
    }

    /// Says why and ends the conversation; a long reason is cut.
    public static ByteBuf close(ByteBufAllocator alloc, int code, String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.US_ASCII);
        int reasonBytes = Math.min(utf8.length, LONGEST_REASON_BYTES);
        ByteBuf frame = alloc.buffer(4 + reasonBytes);
        header(frame, CLOSE, 2 + reasonBytes);
        return frame.writeShort(code).writeBytes(utf8, 0, reasonBytes);
    }

    public static ByteBuf ping(ByteBufAllocator alloc) {
        ByteBuf frame = alloc.buffer(2);
        header(frame, PING, 0);
        return frame;
    }

    /// Answers a ping with what it said.
    public static ByteBuf pong(ByteBufAllocator alloc, ByteBuf said) {
        ByteBuf frame = alloc.buffer(2 + said.readableBytes());
        header(frame, PONG, said.readableBytes());
        return frame.writeBytes(said, said.readerIndex(), said.readableBytes());
    }

    private static void header(ByteBuf out, int opcode, long bodyBytes) {
        out.writeByte(FINAL | opcode);
        if (bodyBytes < 126) {
            out.writeByte((int) bodyBytes);
        } else if (bodyBytes <= 0xFFFF) {
            out.writeByte(126).writeShort((int) bodyBytes);
        } else {
            out.writeByte(127).writeLong(bodyBytes);
        }
    }
}
