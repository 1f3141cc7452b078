package footlight.wire.cmaf;

import java.nio.ByteBuffer;

/// The elementary stream descriptor of an `esds` box, behind its version and flags. Source: ISO/IEC 14496-1, 7.2.6
/// and 8.3.3 (sizes); ISO/IEC 14496-14, 3.1 (what MP4 fixes).
final class Descriptors {
    private static final int ES = 3;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC = 5;
    private static final int SL_CONFIG = 6;

    private static final int AAC = 0x40;
    private static final int MP3 = 0x6B;
    /// Stream type 5, not upstream, and the reserved bit that is set.
    private static final int AUDIO_STREAM = 5 << 2 | 1;

    private static final int SL_OF_MP4 = 2;
    private static final int MOST_HEADS = 4 + 4 * 5 + 3 + 13 + 1;

    private Descriptors() {}

    static ByteBuffer aac(ByteBuffer audioSpecificConfig) {
        return descriptor(AAC, audioSpecificConfig);
    }

    static ByteBuffer mp3() {
        return descriptor(MP3, ByteBuffer.allocate(0));
    }

    private static ByteBuffer descriptor(int objectType, ByteBuffer specific) {
        int specificBytes = specific.hasRemaining() ? withHead(specific.remaining()) : 0;
        int decoderBytes = 13 + specificBytes;
        int streamBytes = 3 + withHead(decoderBytes) + withHead(1);
        ByteBuffer out = ByteBuffer.allocate(MOST_HEADS + specific.remaining());
        out.putInt(0); // version and flags
        head(out, ES, streamBytes);
        out.putShort((short) 0); // the track's id tells the stream
        out.put((byte) 0);
        head(out, DECODER_CONFIG, decoderBytes);
        out.put((byte) objectType).put((byte) AUDIO_STREAM);
        out.put((byte) 0).putShort((short) 0); // buffer size: not told
        out.putInt(0).putInt(0); // largest and mean bit rate: not told
        if (specific.hasRemaining()) {
            head(out, DECODER_SPECIFIC, specific.remaining());
            out.put(specific.duplicate());
        }
        head(out, SL_CONFIG, 1);
        out.put((byte) SL_OF_MP4);
        return out.flip();
    }

    private static int withHead(int bytes) {
        return 1 + sizeBytes(bytes) + bytes;
    }

    private static int sizeBytes(int bytes) {
        return bytes < 1 << 7 ? 1 : bytes < 1 << 14 ? 2 : 3;
    }

    /// Sizes are written in groups of seven bits, all but the last with the top bit set.
    private static void head(ByteBuffer out, int tag, int bytes) {
        out.put((byte) tag);
        for (int group = sizeBytes(bytes) - 1; group > 0; group--) out.put((byte) (0x80 | (bytes >> (7 * group))));
        out.put((byte) (bytes & 0x7F));
    }
}
