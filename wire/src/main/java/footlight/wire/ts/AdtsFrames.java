package footlight.wire.ts;

import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// Takes AAC frames out of ADTS, which may begin in one PES packet and end in the next. For one stream and thread.
/// Source: ISO/IEC 14496-3, 1.A.2.2.
public final class AdtsFrames {
    /// One frame, good for the call only. `config` is its AudioSpecificConfig, `afterTicks` how long after the
    /// packet's time it begins, in 90 kHz.
    @FunctionalInterface
    public interface Each {
        void frame(int config, long afterTicks, ByteBuffer raw);
    }

    private static final int HEAD_BYTES = 7;
    private static final int MOST_BYTES = 8191;
    private static final int TICKS_A_SECOND = 90_000;
    private static final int SAMPLES = 1024;
    private static final int[] RATES = {
        96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
    };

    private final ByteBuffer rest = ByteBuffer.allocate(MOST_BYTES);

    /// Takes the frames of one PES packet. The time is that of the first frame that begins in it; a frame left
    /// over from the one before ends there.
    ///
    /// @throws MalformedMedia when no frame begins where one should
    public void read(ByteBuffer in, Each each) {
        if (rest.position() > 0) {
            if (!complete(in)) return;
            // It ends where this packet's time begins.
            emit(rest, -ticks(SAMPLES, rest), each);
            rest.clear();
        }
        long samples = 0;
        while (in.hasRemaining()) {
            if (in.remaining() < HEAD_BYTES || in.remaining() < frameBytes(in)) {
                rest.put(in);
                return;
            }
            ByteBuffer frame = in.slice(in.position(), frameBytes(in));
            in.position(in.position() + frame.remaining());
            emit(frame, ticks(samples, frame), each);
            samples += SAMPLES;
        }
    }

    private static long ticks(long samples, ByteBuffer frame) {
        return samples * TICKS_A_SECOND / RATES[(u8(frame, 2) >> 2) & 0x0F];
    }

    /// Bytes are missing: what was left over will not be completed.
    public void drop() {
        rest.clear();
    }

    private boolean complete(ByteBuffer in) {
        while (in.hasRemaining() && rest.position() < HEAD_BYTES) rest.put(in.get());
        if (rest.position() < HEAD_BYTES) return false;
        int bytes = checked(rest, 0);
        int take = Math.min(bytes - rest.position(), in.remaining());
        rest.put(in.slice(in.position(), take));
        in.position(in.position() + take);
        if (rest.position() < bytes) return false;
        rest.flip();
        return true;
    }

    private int frameBytes(ByteBuffer in) {
        return checked(in, in.position());
    }

    private int checked(ByteBuffer in, int at) {
        if (u8(in, at) != 0xFF || (u8(in, at + 1) & 0xF6) != 0xF0) {
            rest.clear();
            throw new MalformedMedia("ADTS frame begins %02x%02x".formatted(u8(in, at), u8(in, at + 1)));
        }
        int bytes = (u8(in, at + 3) & 3) << 11 | u8(in, at + 4) << 3 | u8(in, at + 5) >> 5;
        int rateIndex = (u8(in, at + 2) >> 2) & 0x0F;
        if (bytes < HEAD_BYTES || rateIndex >= RATES.length) {
            rest.clear();
            throw new MalformedMedia("ADTS frame of " + bytes + " bytes and rate index " + rateIndex);
        }
        return bytes;
    }

    private static void emit(ByteBuffer frame, long afterTicks, Each each) {
        boolean hasCrc = (u8(frame, 1) & 1) == 0;
        int head = HEAD_BYTES + (hasCrc ? 2 : 0);
        // More than one raw block in a frame is allowed, and made by nobody: it could not be told apart.
        boolean single = (u8(frame, 6) & 3) == 0;
        if (!single || frame.limit() <= head) return;
        int objectType = (u8(frame, 2) >> 6) + 1;
        int rateIndex = (u8(frame, 2) >> 2) & 0x0F;
        int channels = (u8(frame, 2) & 1) << 2 | u8(frame, 3) >> 6;
        int config = objectType << 11 | rateIndex << 7 | channels << 3;
        each.frame(config, afterTicks, frame.slice(head, frame.limit() - head));
    }
}
