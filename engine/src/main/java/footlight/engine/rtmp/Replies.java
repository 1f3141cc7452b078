package footlight.engine.rtmp;

import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.ControlMessage.UserControl;
import footlight.wire.rtmp.MessageType;
import footlight.wire.rtmp.RtmpReply;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;

/// What the server says to one client besides media. Lives on the channel's loop; nothing is flushed
/// before the channel's read is complete, or [#flush].
final class Replies {
    static final int MESSAGE_STREAM = 1;
    private static final int COMMAND_CHUNKS = 3;
    private static final int STATUS_CHUNKS = 5;
    private static final int FIRST_CHUNK_BYTES = 128;

    private final Channel channel;
    private int chunkBytes = FIRST_CHUNK_BYTES;
    private boolean mayFallSilent;

    Replies(Channel channel) {
        this.channel = channel;
    }

    void command(ByteBuffer body) {
        raw(ChunkWriter.message(COMMAND_CHUNKS, MessageType.COMMAND_AMF0, 0, 0, chunkBytes, body));
    }

    /// `level` is status or error.
    void status(String level, String code, String description) {
        raw(ChunkWriter.message(
                STATUS_CHUNKS,
                MessageType.COMMAND_AMF0,
                MESSAGE_STREAM,
                0,
                chunkBytes,
                RtmpReply.status(level, code, description)));
    }

    void control(ControlMessage message) {
        raw(ChunkWriter.control(message));
    }

    void streamBegins() {
        control(new UserControl(UserControl.STREAM_BEGIN, MESSAGE_STREAM, 0));
    }

    /// From here on in chunks of this size.
    void chunkBytes(int bytes) {
        control(new ControlMessage.SetChunkSize(bytes));
        chunkBytes = bytes;
    }

    /// Media goes the same way now and fills it at times: what does not fit is left unsaid.
    void mayFallSilent() {
        mayFallSilent = true;
    }

    /// Whoever asks and asks, and does not read the answers, is let go.
    void raw(ByteBuffer bytes) {
        if (channel.isWritable()) channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        else if (!mayFallSilent) channel.close();
    }

    void flush() {
        channel.flush();
    }
}
