package footlight.engine.flv;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.Packing;
import io.netty.buffer.ByteBuf;
import java.util.List;

/// FLV in binary WebSocket messages, one a batch, for the page's player. What a server sends is
/// not masked (RFC 6455, 5.3), so the message is the same for every viewer and is framed once.
///
/// Here the file header names the tracks that are known: the page's player waits for each track
/// that is promised. Before each frame that starts a run stands its time of arrival.
final class WebSocketFlvPacking implements Packing {
    static final WebSocketFlvPacking BINARY = new WebSocketFlvPacking();

    /// RFC 6455, 5.2: final fragment, binary.
    private static final int FINAL_BINARY = 0x82;

    /// Room for the longest message header, filled from the right.
    private static final int MESSAGE_HEADER_BYTES = 10;

    private static final int SCRIPT_ROOM_BYTES = 512;

    private WebSocketFlvPacking() {}

    @Override
    public ByteBuf head(Formats formats) {
        ByteBuf out = room(SCRIPT_ROOM_BYTES + FlvWriter.sequenceHeadersBytes(formats));
        FlvWriter flv = new FlvWriter(out);
        boolean unknown = formats.empty();
        flv.fileHeader(unknown || formats.audio() != null, unknown || formats.video() != null);
        flv.metadata(formats.video(), formats.audio());
        flv.sequenceHeaders(formats, 0);
        return framed(out);
    }

    @Override
    public ByteBuf pack(List<Frame> frames, Formats formats, boolean formatsChanged) {
        int bytes = SCRIPT_ROOM_BYTES;
        if (formatsChanged) bytes += FlvWriter.sequenceHeadersBytes(formats);
        for (Frame frame : frames) bytes += FlvWriter.frameBytes(frame);
        ByteBuf out = room(bytes);
        FlvWriter flv = new FlvWriter(out);
        if (formatsChanged) flv.sequenceHeaders(formats, FlvPacking.startMs(frames, formats));
        for (Frame frame : frames) {
            if (frame.keyframe()) {
                flv.clock(formats.millis(frame.track(), frame.decodeTime()), frame.arrivedMs());
            }
            flv.frame(frame, formats);
        }
        return framed(out);
    }

    private static ByteBuf room(int bytes) {
        return FlvPacking.direct(MESSAGE_HEADER_BYTES + bytes).writeZero(MESSAGE_HEADER_BYTES);
    }

    /// Puts the message header right before the payload, and starts the buffer there.
    private static ByteBuf framed(ByteBuf out) {
        int payloadBytes = out.writerIndex() - MESSAGE_HEADER_BYTES;
        int at;
        if (payloadBytes < 126) {
            at = MESSAGE_HEADER_BYTES - 2;
            out.setByte(at + 1, payloadBytes);
        } else if (payloadBytes < 1 << 16) {
            at = MESSAGE_HEADER_BYTES - 4;
            out.setByte(at + 1, 126).setShort(at + 2, payloadBytes);
        } else {
            at = 0;
            out.setByte(at + 1, 127).setLong(at + 2, payloadBytes);
        }
        return out.setByte(at, FINAL_BINARY).readerIndex(at);
    }
}
