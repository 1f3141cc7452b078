package footlight.wire.ts;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import footlight.wire.opus.OpusHead;
import java.nio.ByteBuffer;

/// Takes Opus packets out of their PES packet's control headers. Stateless.
/// Sources: "Encapsulation of Opus in ISO/IEC 13818-1" draft 0.8.1, 4; RFC 6716, 3.1 for a packet's length in time.
public final class OpusFrames {
    /// One packet, good for the call only; `afterTicks` is how long after the PES packet's time it begins, in 90 kHz.
    @FunctionalInterface
    public interface Each {
        void frame(long afterTicks, ByteBuffer packet);
    }

    private static final int PREFIX = 0x7FE0;

    private OpusFrames() {}

    /// @throws MalformedMedia when a control header is missing, or promises more than there is
    public static void read(ByteBuffer in, Each each) {
        long ticks = 0;
        int at = in.position();
        while (at < in.limit()) {
            if (in.limit() - at < 3 || (u16(in, at) & 0xFFE0) != PREFIX)
                throw new MalformedMedia("Opus control header is missing");
            int flags = u8(in, at + 1);
            at += 2;
            int bytes = 0;
            int piece;
            do {
                if (at >= in.limit()) throw new MalformedMedia("Opus control header ends early");
                piece = u8(in, at++);
                bytes += piece;
            } while (piece == 0xFF);
            if ((flags & 0x10) != 0) at += 2; // start trim
            if ((flags & 0x08) != 0) at += 2; // end trim
            if ((flags & 0x04) != 0 && at < in.limit()) at += 1 + u8(in, at); // extension
            if (at > in.limit() || bytes > in.limit() - at)
                throw new MalformedMedia("Opus packet of " + bytes + " bytes, " + (in.limit() - at) + " are left");
            if (bytes > 0) each.frame(ticks, in.slice(at, bytes));
            if (bytes > 0) ticks += ticks(in, at, bytes);
            at += bytes;
        }
    }

    /// How long a packet sounds, in 90 kHz.
    static long ticks(ByteBuffer in, int at, int bytes) {
        int toc = u8(in, at);
        int config = toc >> 3;
        // In 90 kHz: 2.5 ms are 225 ticks.
        int frame = config < 12 ? 900 << (config & 3) : config < 16 ? 900 << (config & 1) : 225 << (config & 3);
        if (config < 12 && (config & 3) == 3) frame = 5400; // 60 ms, not 80
        int frames =
                switch (toc & 3) {
                    case 0 -> 1;
                    case 1, 2 -> 2;
                    default -> bytes > 1 ? u8(in, at + 1) & 0x3F : 0;
                };
        return (long) frame * frames;
    }

    /// What MP4's dOps box holds. The channel configuration of the descriptor is a count for one or two channels;
    /// how many samples go before the sound, the transport does not tell.
    ///
    /// @throws MalformedMedia when there are more, which would need a mapping
    public static ByteBuffer config(int channels) {
        if (channels < 1 || channels > 2) throw new MalformedMedia("Opus of channel configuration " + channels);
        return new OpusHead(channels, 0, OpusHead.RATE_HZ, 0, 0, ByteBuffer.allocate(0)).box();
    }
}
