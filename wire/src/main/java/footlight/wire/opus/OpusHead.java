package footlight.wire.opus;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u32;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// What Opus sound is. `preSkip` counts samples at 48 kHz, in which it is always decoded; `inputRate` is what it
/// was made from, and of no consequence. `mapping` is what stands behind the family: for family 0 nothing. Sources:
/// RFC 7845, 5.1 (the head of Ogg and RTMP, numbers little-endian); Opus in ISO Base Media File Format 0.8.1,
/// 4.3.2 (MP4's dOps, big-endian).
public record OpusHead(int channels, int preSkip, long inputRate, int gain, int family, ByteBuffer mapping) {
    public static final int RATE_HZ = 48_000;

    /// What is meant by a sequence start without a head.
    public static final OpusHead STEREO = new OpusHead(2, 0, RATE_HZ, 0, 0, ByteBuffer.allocate(0));

    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_BYTES = 19;
    private static final int BOX_BYTES = 11;

    /// Reads the head of Ogg and RTMP from `in`, whose position does not move.
    ///
    /// @throws MalformedMedia when it is none, ends early, or has no channels
    public static OpusHead read(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < HEAD_BYTES)
            throw new MalformedMedia("Opus head of " + in.remaining() + " bytes, at least 19");
        for (int i = 0; i < MAGIC.length; i++)
            if (in.get(at + i) != MAGIC[i]) throw new MalformedMedia("Opus head without its name");
        ByteBuffer little = in.slice(at, in.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        // The high four bits are the version that matters.
        if (u8(little, 8) >> 4 != 0) throw new MalformedMedia("Opus head version " + u8(little, 8) + ", expected 1");
        return of(
                u8(little, 9),
                little.getShort(10) & 0xFFFF,
                little.getInt(12) & 0xFFFFFFFFL,
                little.getShort(16),
                u8(little, 18),
                little.slice(HEAD_BYTES, little.limit() - HEAD_BYTES));
    }

    /// Reads MP4's dOps from `in`, whose position does not move.
    ///
    /// @throws MalformedMedia when it ends early, is of another version, or has no channels
    public static OpusHead readBox(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < BOX_BYTES) throw new MalformedMedia("dOps of " + in.remaining() + " bytes, at least 11");
        if (u8(in, at) != 0) throw new MalformedMedia("dOps version " + u8(in, at) + ", expected 0");
        return of(
                u8(in, at + 1),
                u16(in, at + 2),
                u32(in, at + 4),
                in.getShort(at + 8),
                u8(in, at + 10),
                in.slice(at + BOX_BYTES, in.remaining() - BOX_BYTES));
    }

    private static OpusHead of(int channels, int preSkip, long inputRate, int gain, int family, ByteBuffer rest) {
        if (channels == 0) throw new MalformedMedia("Opus of no channels");
        if (family == 0 && channels > 2) throw new MalformedMedia("Opus of " + channels + " channels in family 0");
        int mappingBytes = family == 0 ? 0 : 2 + channels;
        if (rest.remaining() < mappingBytes)
            throw new MalformedMedia(
                    "Opus channel mapping of " + rest.remaining() + " bytes, expected " + mappingBytes);
        return new OpusHead(channels, preSkip, inputRate, gain, family, rest.slice(0, mappingBytes));
    }

    /// As Ogg and RTMP have it.
    public ByteBuffer head() {
        return ByteBuffer.allocate(HEAD_BYTES + mapping.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) preSkip)
                .putInt((int) inputRate)
                .putShort((short) gain)
                .put((byte) family)
                .put(mapping.duplicate())
                .flip();
    }

    /// As MP4's dOps has it.
    public ByteBuffer box() {
        return ByteBuffer.allocate(BOX_BYTES + mapping.remaining())
                .put((byte) 0)
                .put((byte) channels)
                .putShort((short) preSkip)
                .putInt((int) inputRate)
                .putShort((short) gain)
                .put((byte) family)
                .put(mapping.duplicate())
                .flip();
    }
}
