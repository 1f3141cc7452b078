package footlight.engine.flv;

import footlight.front.WebSocketFrames;
import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.Packing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/// FLV in binary WebSocket messages, one a batch, for the page's player. What a server sends is
/// not masked (RFC 6455, 5.3), so the message is the same for every viewer and is framed once.
///
/// Here the file header names the tracks that are known: the page's player waits for each track
/// that is promised. Before each frame that starts a run stands its time of arrival.
final class WebSocketFlvPacking implements Packing {
    static final WebSocketFlvPacking BINARY = new WebSocketFlvPacking();

    private WebSocketFlvPacking() {}

    @Override
    public ByteBuf head(Formats formats) {
        return message(FlvFile.SCRIPT_ROOM_BYTES + FlvFile.configurationBytes(formats), flv -> {
            boolean unknown = formats.empty();
            flv.header(unknown || formats.audio() != null, unknown || formats.video() != null);
            flv.metadata(formats);
            flv.configurations(formats, 0);
        });
    }

    @Override
    public ByteBuf pack(List<Frame> frames, Formats formats, boolean formatsChanged) {
        int bytes = formatsChanged ? FlvFile.configurationBytes(formats) : 0;
        for (Frame frame : frames) {
            bytes += FlvFile.frameBytes(frame, formats) + (frame.keyframe() ? FlvFile.SCRIPT_ROOM_BYTES : 0);
        }
        return message(bytes, flv -> {
            if (formatsChanged) flv.configurations(formats, FlvPacking.startMs(frames, formats));
            for (Frame frame : frames) {
                if (frame.keyframe()) {
                    flv.clock(formats.millis(frame.track(), frame.decodeTime()), frame.arrivedMs());
                }
                flv.frame(frame, formats);
            }
        });
    }

    /// Writes the content, then the message's header right before it, where room was left.
    private static ByteBuf message(int roomBytes, Consumer<FlvFile> content) {
        int before = WebSocketFrames.LONGEST_HEADER_BYTES;
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(before + roomBytes);
        ByteBuffer room = out.nioBuffer(before, roomBytes);
        content.accept(new FlvFile(room));
        int start = before - WebSocketFrames.headerBytes(room.position());
        WebSocketFrames.binaryHeader(out.writerIndex(start), room.position());
        return out.setIndex(start, before + room.position());
    }
}
