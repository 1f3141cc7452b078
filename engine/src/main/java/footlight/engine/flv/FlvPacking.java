package footlight.engine.flv;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.Packing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;

/// FLV as one endless file, for HTTP-FLV. The header promises picture and sound whatever is known
/// yet: it cannot be changed later, and sound may start late.
final class FlvPacking implements Packing {
    static final FlvPacking HTTP = new FlvPacking();

    private static final int HEAD_ROOM_BYTES = 512;

    private FlvPacking() {}

    @Override
    public ByteBuf head(Formats formats) {
        ByteBuf out = direct(HEAD_ROOM_BYTES + FlvWriter.sequenceHeadersBytes(formats));
        FlvWriter flv = new FlvWriter(out);
        flv.fileHeader(true, true);
        flv.metadata(formats.video(), formats.audio());
        flv.sequenceHeaders(formats, 0);
        return out;
    }

    @Override
    public ByteBuf pack(List<Frame> frames, Formats formats, boolean formatsChanged) {
        int bytes = formatsChanged ? FlvWriter.sequenceHeadersBytes(formats) : 0;
        for (Frame frame : frames) bytes += FlvWriter.frameBytes(frame);
        ByteBuf out = direct(bytes);
        FlvWriter flv = new FlvWriter(out);
        if (formatsChanged) flv.sequenceHeaders(formats, startMs(frames, formats));
        for (Frame frame : frames) flv.frame(frame, formats);
        return out;
    }

    static long startMs(List<Frame> frames, Formats formats) {
        Frame first = frames.getFirst();
        return formats.millis(first.track(), first.decodeTime());
    }

    static ByteBuf direct(int bytes) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(bytes);
    }
}
