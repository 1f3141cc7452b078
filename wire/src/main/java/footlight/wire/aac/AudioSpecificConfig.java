package footlight.wire.aac;

import footlight.wire.BitReader;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;

/// What AAC sound is. `objectType` is as declared (2 LC, 5 HE, 29 HE v2). `sampleRate` and `channels`
/// are the core's; `outputRate` is what is heard, twice the core's when SBR is announced.
/// `samplesPerFrame` counts core samples. Source: ISO/IEC 14496-3, 1.6.2.1 and 1.6.5.
public record AudioSpecificConfig(
        int objectType, int sampleRate, int channels, int outputRate, boolean parametricStereo, int samplesPerFrame) {
    private static final int AAC_LC = 2;
    private static final int SBR = 5;
    private static final int PS = 29;
    private static final int SBR_SYNC = 0x2B7;
    private static final int PS_SYNC = 0x548;
    private static final int[] RATES = {
        96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
    };
    private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8};

    /// Reads from `in`, whose position does not move.
    ///
    /// @throws MalformedMedia when it ends early, or rate or channels cannot be
    public static AudioSpecificConfig read(ByteBuffer in) {
        BitReader bits = BitReader.plain(in, "AudioSpecificConfig");
        int declared = objectType(bits);
        int rate = rate(bits);
        int channels = channels(bits.bits(4));
        int core = declared;
        int outputRate = rate;
        if (declared == SBR || declared == PS) {
            outputRate = rate(bits);
            core = objectType(bits);
        }
        boolean stereoFromMono = declared == PS;
        int samples = 1024;
        // Channels told by a program config element (0) stand here, and nothing of use comes after them.
        if (isGeneral(core)) {
            if (bits.flag()) samples = 960;
            if (bits.flag()) bits.skip(14); // coreCoderDelay
            bits.flag(); // extensionFlag
            if (channels != 0 && core == declared && announces(bits, SBR_SYNC) && bits.bits(5) == SBR && bits.flag()) {
                outputRate = rate(bits);
                stereoFromMono = announces(bits, PS_SYNC) && bits.flag();
            }
        }
        return new AudioSpecificConfig(declared, rate, channels, outputRate, stereoFromMono, samples);
    }

    /// Old decoders stop before the extension; it is told by a sync word, or simply absent.
    private static boolean announces(BitReader bits, int syncWord) {
        return bits.bitsLeft() >= 12 && bits.bits(11) == syncWord;
    }

    /// The `codecs` parameter of RFC 6381: mp4a.40.2.
    public String codec() {
        return "mp4a.40." + objectType;
    }

    private static boolean isGeneral(int objectType) {
        return objectType == 1 || objectType == AAC_LC || objectType == 3 || objectType == 4;
    }

    private static int objectType(BitReader bits) {
        int type = bits.bits(5);
        if (type == 31) type = 32 + bits.bits(6);
        if (type == 0) throw new MalformedMedia("AAC object type 0");
        return type;
    }

    private static int rate(BitReader bits) {
        int index = bits.bits(4);
        if (index == 15) {
            int rate = bits.bits(24);
            if (rate < 1000 || rate > 192000) throw new MalformedMedia("AAC sample rate " + rate);
            return rate;
        }
        if (index >= RATES.length) throw new MalformedMedia("AAC sample rate index " + index + ", at most 12");
        return RATES[index];
    }

    /// 0 means that the program config element, inside of the sound, tells; few senders do that.
    private static int channels(int configuration) {
        return switch (configuration) {
            case 11 -> 7;
            case 12, 14 -> 8;
            case 13 -> 24;
            default -> {
                if (configuration >= CHANNELS.length)
                    throw new MalformedMedia("AAC channel configuration " + configuration);
                yield CHANNELS[configuration];
            }
        };
    }
}
