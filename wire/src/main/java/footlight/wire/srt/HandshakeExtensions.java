package footlight.wire.srt;

import static footlight.wire.Octets.u16;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a caller adds to its conclusion. Source: draft-sharabayko-srt-01, 3.2.1.1 and 3.2.1.2.
///
/// @param srtVersion such as 0x010503; 0 when the caller said no hello
/// @param flags what it can do, see [#STREAM]
/// @param receiveMs for how long it holds what it receives
/// @param sendMs for how long it asks us to
/// @param keys its key material, null when it sends in the clear
/// @param streamId as it came, empty when there is none
/// @param congestion the name of the congestion control, empty for the usual one of live streams
public record HandshakeExtensions(
        int srtVersion,
        int flags,
        int receiveMs,
        int sendMs,
        @Nullable ByteBuffer keys,
        String streamId,
        String congestion,
        boolean filter,
        boolean group) {
    /// The caller sends a stream of bytes rather than messages.
    public static final int STREAM = 0x40;

    public static final HandshakeExtensions NONE = new HandshakeExtensions(0, 0, 0, 0, null, "", "", false, false);

    private static final int STREAM_ID_BYTES = 512;

    /// Reads what follows the fixed part in `body`, whose position does not move.
    ///
    /// @throws MalformedMedia when a part reaches past the end, or is too short for what it is
    public static HandshakeExtensions read(ByteBuffer body) {
        HandshakeExtensions found = NONE;
        int at = body.position() + SrtHandshake.BYTES;
        while (body.limit() - at >= 4) {
            int kind = u16(body, at);
            int bytes = u16(body, at + 2) * 4;
            at += 4;
            if (bytes > body.limit() - at)
                throw new MalformedMedia(
                        "SRT handshake extension of " + bytes + " bytes, " + (body.limit() - at) + " are left");
            found = found.with(kind, body.slice(at, bytes));
            at += bytes;
        }
        return found;
    }

    public boolean saidHello() {
        return srtVersion != 0;
    }

    private HandshakeExtensions with(int kind, ByteBuffer part) {
        return switch (kind) {
            case SrtHandshake.HELLO -> hello(part);
            case SrtHandshake.KEY_REQUEST ->
                new HandshakeExtensions(
                        srtVersion, flags, receiveMs, sendMs, copy(part), streamId, congestion, filter, group);
            case SrtHandshake.STREAM_ID ->
                new HandshakeExtensions(
                        srtVersion, flags, receiveMs, sendMs, keys, text(part), congestion, filter, group);
            case SrtHandshake.CONGESTION ->
                new HandshakeExtensions(
                        srtVersion, flags, receiveMs, sendMs, keys, streamId, text(part), filter, group);
            case SrtHandshake.FILTER ->
                new HandshakeExtensions(srtVersion, flags, receiveMs, sendMs, keys, streamId, congestion, true, group);
            case SrtHandshake.GROUP ->
                new HandshakeExtensions(srtVersion, flags, receiveMs, sendMs, keys, streamId, congestion, filter, true);
            default -> this;
        };
    }

    private HandshakeExtensions hello(ByteBuffer part) {
        if (part.remaining() < 12) throw new MalformedMedia("SRT hello of " + part.remaining() + " bytes, expected 12");
        return new HandshakeExtensions(
                part.getInt(0), part.getInt(4), u16(part, 8), u16(part, 10), keys, streamId, congestion, filter, group);
    }

    /// Outlives the datagram: the answer repeats it.
    private static ByteBuffer copy(ByteBuffer part) {
        return ByteBuffer.allocate(part.remaining()).put(part).flip();
    }

    /// The bytes of each word are turned round; zeros fill the last one.
    private static String text(ByteBuffer part) {
        if (part.remaining() > STREAM_ID_BYTES)
            throw new MalformedMedia("SRT text of " + part.remaining() + " bytes, at most " + STREAM_ID_BYTES);
        byte[] bytes = new byte[part.remaining()];
        for (int i = 0; i < bytes.length; i++) bytes[i] = part.get(i ^ 3);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /// Without stream id and keys: this may stand in a log.
    @Override
    public String toString() {
        return "SRT " + (srtVersion >> 16) + "." + (srtVersion >> 8 & 0xFF) + "." + (srtVersion & 0xFF);
    }
}
