package footlight.wire.flac;

import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// What FLAC sound is: its STREAMINFO, `block` being its 34 bytes without what only a finished file knows (frame
/// sizes, total, checksum: all 0, which means unknown), so that it stays the same while the sound does.
/// Sources: RFC 9639, 8.2; FLAC in ISO Base Media File Format 0.0.4, 3.3.2.
public record FlacStreamInfo(int sampleRate, int channels, int bitsPerSample, ByteBuffer block) {
    private static final int SIGNATURE = ('f' << 24) | ('L' << 16) | ('a' << 8) | 'C';
    private static final int BLOCK_HEAD_BYTES = 4;
    private static final int BYTES = 34;
    private static final int LAST = 0x80;
    private static final int STREAMINFO = 0;

    /// Reads the head of a FLAC file, from its signature on, as enhanced RTMP has it: the STREAMINFO comes first.
    /// The bare block of 34 bytes is taken too. The position of `in` does not move.
    ///
    /// @throws MalformedMedia when it is neither, or its numbers cannot be
    public static FlacStreamInfo read(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() == BYTES) return block(in.slice(at, BYTES));
        if (in.remaining() < 4 || in.getInt(at) != SIGNATURE) throw new MalformedMedia("FLAC head without fLaC");
        return first(in, at + 4);
    }

    /// Reads MP4's dfLa, version and flags included.
    ///
    /// @throws MalformedMedia when it ends early, is of another version, or its numbers cannot be
    public static FlacStreamInfo readBox(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < 4 || in.getInt(at) != 0) throw new MalformedMedia("dfLa of another version than 0");
        return first(in, at + 4);
    }

    private static FlacStreamInfo first(ByteBuffer in, int at) {
        if (in.limit() - at < BLOCK_HEAD_BYTES + BYTES)
            throw new MalformedMedia("FLAC metadata of " + (in.limit() - at) + " bytes, at least 38");
        if ((u8(in, at) & ~LAST) != STREAMINFO || u24(in, at + 1) != BYTES)
            throw new MalformedMedia("FLAC metadata that does not begin with STREAMINFO");
        return block(in.slice(at + BLOCK_HEAD_BYTES, BYTES));
    }

    private static FlacStreamInfo block(ByteBuffer block) {
        int packed = block.getInt(10);
        int sampleRate = packed >>> 12;
        int channels = ((packed >> 9) & 7) + 1;
        int bits = ((packed >> 4) & 31) + 1;
        if (sampleRate == 0) throw new MalformedMedia("FLAC of 0 samples a second");
        if (bits < 4) throw new MalformedMedia("FLAC of " + bits + " bits a sample, at least 4");
        ByteBuffer live =
                ByteBuffer.allocate(BYTES).putInt(block.getInt(0)).position(10).putInt(packed & ~0xF);
        return new FlacStreamInfo(sampleRate, channels, bits, live.clear());
    }

    /// As enhanced RTMP has it: signature and one block, the last.
    public ByteBuffer head() {
        return whole(SIGNATURE);
    }

    /// As MP4's dfLa has it: version, flags, and one block, the last.
    public ByteBuffer box() {
        return whole(0);
    }

    private ByteBuffer whole(int before) {
        return ByteBuffer.allocate(4 + BLOCK_HEAD_BYTES + BYTES)
                .putInt(before)
                .putInt(LAST << 24 | STREAMINFO << 24 | BYTES)
                .put(block.duplicate())
                .flip();
    }
}
