package footlight.wire.rtmp;

import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u32;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts RTMP chunks together to messages. Takes bytes in any cut and yields the same messages for each.
/// Bodies go straight to `Bodies`; the reader itself keeps 18 bytes of an unfinished header and what
/// `ChunkLimits` allows. After a `MalformedMedia` nothing but `close` makes sense. Lives on one thread.
/// Source: RTMP 1.0, 5.3.
public final class ChunkReader<B> {
    private static final int DEFAULT_CHUNK_BYTES = 128;
    private static final int EXTENDED = 0xFFFFFF;
    private static final int CONTROL_BYTES_AT_MOST = 64;
    private static final long FIRST_DELTA_AT_MOST_MS = 5000;
    private static final int[] HEAD_BYTES = {11, 7, 3, 0};

    private final Bodies<B> bodies;
    private final Messages<B> messages;
    private ChunkLimits limits;

    // Encoders use ids below 8; the map is for the two- and three-byte forms.
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
    private final @Nullable ChunkStream<B>[] low = new ChunkStream[64];

    private final Map<Integer, ChunkStream<B>> high = new HashMap<>();
    private int chunkStreams;

    private int chunkBytes = DEFAULT_CHUNK_BYTES;
    private int underwayBytes;
    private @Nullable ChunkStream<B> current;
    private int chunkToCome;
    private boolean closed;
    private boolean paused;

    private final ByteBuffer held = ByteBuffer.allocate(24);

    /// Bytes that were looked at as an extended timestamp, and were none: they come first.
    private final ByteBuffer peeked = ByteBuffer.allocate(8).limit(0);

    public ChunkReader(ChunkLimits limits, Bodies<B> bodies, Messages<B> messages) {
        this.limits = limits;
        this.bodies = bodies;
        this.messages = messages;
    }

    /// Other limits from the next message on.
    public void limit(ChunkLimits newLimits) {
        this.limits = newLimits;
    }

    /// Takes all of `in`, calling `messages` for each message that becomes whole; when one of these calls
    /// pauses, the bytes after that message are left in `in`.
    ///
    /// @throws MalformedMedia when a header cannot be, or a limit is passed that is no mere leaving out
    public void feed(ByteBuffer in) {
        take(peeked);
        take(in);
    }

    /// Takes nothing until `resume`, and no more of what is being fed. May be called by `messages`.
    public void pause() {
        paused = true;
    }

    /// Takes bytes again: feed what was left.
    public void resume() {
        paused = false;
    }

    private void take(ByteBuffer in) {
        while (in.hasRemaining() && !closed && !paused) {
            if (current != null) takeBody(current, in);
            else if (held.position() > 0) continueHeader(in);
            else if (!readHeader(in)) held.put(in);
        }
    }

    /// Drops what is under way. Nothing is taken afterwards.
    public void close() {
        closed = true;
        for (ChunkStream<B> stream : low) if (stream != null) abandon(stream);
        high.values().forEach(this::abandon);
    }

    private void continueHeader(ByteBuffer in) {
        held.put(in.get()).flip();
        if (!readHeader(held)) {
            held.position(held.limit()).limit(held.capacity());
            return;
        }
        peeked.clear().put(held).flip();
        held.clear();
        take(peeked);
    }

    /// Reads one chunk header from `in`, or returns false and leaves the position.
    private boolean readHeader(ByteBuffer in) {
        int at = in.position();
        int end = in.limit();
        int first = u8(in, at++);
        int form = first >> 6;
        int id = first & 0x3F;
        if (id < 2) {
            int idBytes = id + 1;
            if (end - at < idBytes) return false;
            id = 64 + u8(in, at) + (id == 1 ? u8(in, at + 1) << 8 : 0);
            at += idBytes;
        }
        int fieldsAt = at;
        at += HEAD_BYTES[form];
        if (end < at) return false;

        ChunkStream<B> known = streamOrNull(id);
        if (known == null && form >= 2)
            throw new MalformedMedia(
                    "RTMP chunk of type " + form + " on chunk stream " + id + ", which has no header yet");
        // librtmp opens a stream with type 1, which then counts from 0.
        ChunkStream<B> stream = known == null ? new ChunkStream<>() : known;
        boolean continues = stream.underway;
        if (continues && form != 3)
            throw new MalformedMedia(
                    "RTMP chunk of type " + form + " on chunk stream " + id + " inside of a message, expected 3");

        long field = form == 3 ? stream.field : u24(in, fieldsAt);
        boolean extended = form == 3 ? stream.extended : field == EXTENDED;
        if (extended && form != 3) {
            if (end - at < 4) return false;
            field = u32(in, at);
            at += 4;
        }
        long timestampMs = form == 0
                ? field
                : continues ? stream.timestampMs : (stream.timestampMs + delta(stream, form, field)) & 0xFFFFFFFFL;
        if (extended && form == 3) {
            int repeat = repeatBytes(in, at, field, timestampMs);
            if (repeat < 0) return false;
            at += repeat;
        }

        in.position(at);
        if (known == null) remember(id, stream);
        stream.field = field;
        stream.extended = extended;
        if (form != 3) stream.absolute = form == 0;
        stream.timestampMs = timestampMs;
        if (form <= 1) {
            stream.messageBytes = u24(in, fieldsAt + 3);
            stream.type = u8(in, fieldsAt + 6);
        }
        if (form == 0) stream.messageStreamId = Integer.reverseBytes(in.getInt(fieldsAt + 7));
        if (!continues) begin(stream);
        chunkToCome = Math.min(chunkBytes, stream.bytesToCome);
        if (stream.bytesToCome == 0) finish(stream);
        else current = stream;
        return true;
    }

    /// After a type 0, a type 3 that starts a message takes the timestamp as delta (RTMP 1.0,
    /// 5.3.1.2.4), and ffmpeg does mean that, at the start of a stream. librtmp, though, means "the same
    /// time as before", and once a stream has run for a while nobody can mean a doubling.
    private static long delta(ChunkStream<?> stream, int form, long field) {
        return form == 3 && stream.absolute && field > FIRST_DELTA_AT_MOST_MS ? 0 : field;
    }

    /// Most senders repeat the extended timestamp on type 3 (ffmpeg, FMLE), rtmpdump does not: look,
    /// and compare. Some repeat the message's time where the header had a delta. Returns 4 or 0, or -1
    /// when more bytes have to tell.
    private static int repeatBytes(ByteBuffer in, int at, long field, long timestampMs) {
        int there = Math.min(4, in.limit() - at);
        int missingBits = 8 * (4 - there);
        long seen = 0;
        for (int i = 0; i < there; i++) seen = (seen << 8) | u8(in, at + i);
        if (seen != field >> missingBits && seen != timestampMs >> missingBits) return 0;
        return there == 4 ? 4 : -1;
    }

    private void begin(ChunkStream<B> stream) {
        int bytes = stream.messageBytes;
        stream.leftOut = bytes > limits.messageBytes();
        if (stream.leftOut && !(limits.leavesOut() && MessageType.isMedia(stream.type)))
            throw new MalformedMedia("RTMP message of " + bytes + " bytes, at most " + limits.messageBytes());
        if (!stream.leftOut) reserve(stream, bytes);
        stream.bytesToCome = bytes;
        stream.underway = true;
    }

    private void reserve(ChunkStream<B> stream, int bytes) {
        if (underwayBytes > limits.underwayBytes() - bytes)
            throw new MalformedMedia("RTMP messages under way of more than " + limits.underwayBytes() + " bytes");
        if (MessageType.isControl(stream.type)) {
            if (bytes > CONTROL_BYTES_AT_MOST)
                throw new MalformedMedia(
                        "RTMP control message of " + bytes + " bytes, at most " + CONTROL_BYTES_AT_MOST);
            stream.control = ByteBuffer.allocate(bytes);
        } else {
            stream.body = bodies.begin(bytes);
        }
        underwayBytes += bytes;
    }

    private void takeBody(ChunkStream<B> stream, ByteBuffer in) {
        int bytes = Math.min(chunkToCome, in.remaining());
        int limit = in.limit();
        in.limit(in.position() + bytes);
        if (stream.control != null) stream.control.put(in);
        else if (stream.body != null) bodies.append(stream.body, in);
        else in.position(in.limit());
        in.limit(limit);
        chunkToCome -= bytes;
        stream.bytesToCome -= bytes;
        if (chunkToCome > 0) return;
        current = null;
        if (stream.bytesToCome == 0) finish(stream);
    }

    private void finish(ChunkStream<B> stream) {
        stream.underway = false;
        if (stream.leftOut) {
            messages.leftOut(stream.type);
            return;
        }
        underwayBytes -= stream.messageBytes;
        ByteBuffer control = stream.control;
        B body = stream.body;
        stream.control = null;
        stream.body = null;
        if (control != null) obey(ControlMessage.read(stream.type, control.flip()));
        else if (body != null) messages.message(stream.type, stream.messageStreamId, stream.timestampMs, body);
    }

    private void obey(ControlMessage message) {
        if (message instanceof ControlMessage.SetChunkSize(int bytes)) chunkBytes = bytes;
        if (message instanceof ControlMessage.Abort(int id)) {
            ChunkStream<B> stream = streamOrNull(id);
            if (stream != null) abandon(stream);
        }
        messages.control(message);
    }

    private void abandon(ChunkStream<B> stream) {
        B body = stream.body;
        if (stream.underway && !stream.leftOut) underwayBytes -= stream.messageBytes;
        stream.underway = false;
        stream.body = null;
        stream.control = null;
        if (current == stream) current = null;
        if (body != null) bodies.drop(body);
    }

    private @Nullable ChunkStream<B> streamOrNull(int id) {
        return id >= 0 && id < low.length ? low[id] : high.get(id);
    }

    private void remember(int id, ChunkStream<B> stream) {
        if (++chunkStreams > limits.chunkStreams())
            throw new MalformedMedia("RTMP chunk stream " + id + " is one too many, at most " + limits.chunkStreams());
        if (id < low.length) low[id] = stream;
        else high.put(id, stream);
    }
}
