package footlight.engine.flv;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.Packing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/// FLV as one endless file, for HTTP-FLV. The header cannot be changed later, and sound may start
/// late: it promises picture and sound until the stream has gone on for a while with one alone. A
/// player waits long for a track that was promised and never comes.
final class FlvPacking implements Packing {
    static final FlvPacking HTTP = new FlvPacking();

    private FlvPacking() {}

    @Override
    public ByteBuf head(Formats formats) {
        return written(FlvFile.SCRIPT_ROOM_BYTES + FlvFile.configurationBytes(formats), flv -> {
            boolean open = !formats.settled();
            flv.header(open || formats.audio() != null, open || formats.video() != null);
            flv.metadata(formats);
            flv.configurations(formats, 0);
        });
    }

    @Override
    public ByteBuf pack(List<Frame> frames, Formats formats, boolean formatsChanged) {
        int bytes = formatsChanged ? FlvFile.configurationBytes(formats) : 0;
        for (Frame frame : frames) bytes += FlvFile.frameBytes(frame, formats);
        return written(bytes, flv -> {
            if (formatsChanged) flv.configurations(formats, startMs(frames, formats));
            for (Frame frame : frames) flv.frame(frame, formats);
        });
    }

    private static ByteBuf written(int roomBytes, Consumer<FlvFile> content) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(roomBytes);
        ByteBuffer room = out.nioBuffer(0, roomBytes);
        content.accept(new FlvFile(room));
        return out.writerIndex(room.position());
    }

    static long startMs(List<Frame> frames, Formats formats) {
        Frame first = frames.getFirst();
        return formats.millis(first.track(), first.decodeTime());
    }
}
