package footlight.engine.rtmp;

import footlight.engine.FlvBodies;
import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.Packing;
import footlight.live.TrackFormat;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.flv.FlvWriter;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.MessageType;
import footlight.wire.rtmp.RtmpReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// RTMP chunks for players, the same for all: each message begins with a full header, on the one
/// message stream that every player is given, in chunks of one size.
final class RtmpPacking implements Packing {
    static final RtmpPacking CHUNKS = new RtmpPacking();

    /// The largest that every client seen takes (SRS pulls with a limit of 65536).
    static final int CHUNK_BYTES = 65_536;

    private static final int AUDIO_CHUNKS = 4;
    private static final int DATA_CHUNKS = 5;
    private static final int VIDEO_CHUNKS = 6;
    private static final int DATA_ROOM_BYTES = 512;
    private static final int HEAD_ROOM_BYTES = 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private RtmpPacking() {}

    @Override
    public ByteBuf head(Formats formats) {
        ByteBuf out = direct(DATA_ROOM_BYTES + sequenceHeadersBytes(formats));
        message(out, DATA_CHUNKS, MessageType.DATA_AMF0, 0, NOTHING, Unpooled.wrappedBuffer(RtmpReply.sampleAccess()));
        message(out, DATA_CHUNKS, MessageType.DATA_AMF0, 0, NOTHING, Unpooled.wrappedBuffer(metadata(formats)));
        sequenceHeaders(out, formats, 0);
        return out;
    }

    @Override
    public ByteBuf pack(List<Frame> frames, Formats formats, boolean formatsChanged) {
        int bytes = formatsChanged ? sequenceHeadersBytes(formats) : 0;
        for (Frame frame : frames) bytes += messageBytes(FlvBodies.headBytes(frame, formats) + frame.bytes());
        ByteBuf out = direct(bytes);
        if (formatsChanged) sequenceHeaders(out, formats, ms(frames.getFirst(), formats));
        ByteBuffer head = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST);
        for (Frame frame : frames) {
            FlvBodies.head(head.clear(), frame, formats);
            int chunks = frame.video() ? VIDEO_CHUNKS : AUDIO_CHUNKS;
            int type = frame.video() ? MessageType.VIDEO : MessageType.AUDIO;
            message(out, chunks, type, ms(frame, formats), head.flip(), frame.payload());
        }
        return out;
    }

    private static long ms(Frame frame, Formats formats) {
        return formats.millis(frame.track(), frame.decodeTime()) & 0xFFFFFFFFL;
    }

    private static void sequenceHeaders(ByteBuf out, Formats formats, long ms) {
        sequenceHeader(out, VIDEO_CHUNKS, MessageType.VIDEO, formats.video(), ms);
        sequenceHeader(out, AUDIO_CHUNKS, MessageType.AUDIO, formats.audio(), ms);
    }

    private static void sequenceHeader(ByteBuf out, int chunks, int type, @Nullable TrackFormat format, long ms) {
        if (format == null) return;
        message(out, chunks, type, ms, NOTHING, Unpooled.wrappedBuffer(FlvBodies.configuration(format)));
    }

    private static int sequenceHeadersBytes(Formats formats) {
        return sequenceHeaderBytes(formats.video()) + sequenceHeaderBytes(formats.audio());
    }

    private static int sequenceHeaderBytes(@Nullable TrackFormat format) {
        return format == null ? 0 : messageBytes(FlvBodies.configuration(format).remaining());
    }

    private static ByteBuffer metadata(Formats formats) {
        Amf0Writer amf = new Amf0Writer().text("onMetaData").ecmaArray(0);
        TrackFormat.Video video = formats.video();
        TrackFormat.Audio audio = formats.audio();
        if (video != null) {
            amf.field("videocodecid").number(FlvBodies.metadataId(video));
            amf.field("width").number(video.width()).field("height").number(video.height());
        }
        if (audio != null) {
            amf.field("audiocodecid").number(FlvBodies.metadataId(audio));
            amf.field("audiosamplerate").number(audio.sampleRateHz());
            amf.field("stereo").bool(audio.channels() > 1);
        }
        return amf.field("encoder").text("Footlight").end().written();
    }

    private static int messageBytes(int bodyBytes) {
        return ChunkWriter.chunkedBytes(bodyBytes, 0xFFFFFFFFL, CHUNK_BYTES);
    }

    /// Writes one message whose body is `head` and then what can be read of `payload`, which stays.
    private static void message(ByteBuf out, int chunks, int type, long ms, ByteBuffer head, ByteBuf payload) {
        int headBytes = head.remaining();
        int payloadBytes = payload.readableBytes();
        ByteBuffer header = ByteBuffer.allocate(HEAD_ROOM_BYTES);
        ChunkWriter.writeHead(header, chunks, type, Replies.MESSAGE_STREAM, ms, headBytes + payloadBytes);
        out.writeBytes(header.flip());
        out.writeBytes(head.duplicate());
        int from = payload.readerIndex();
        int end = from + payloadBytes;
        int room = CHUNK_BYTES - headBytes;
        while (true) {
            int bytes = Math.min(room, end - from);
            out.writeBytes(payload, from, bytes);
            from += bytes;
            if (from == end) return;
            room = CHUNK_BYTES;
            out.writeByte(0xC0 | chunks);
            if (ms >= 0xFFFFFF) out.writeInt((int) ms);
        }
    }

    private static ByteBuf direct(int bytes) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(bytes);
    }
}
