package footlight.wire.cmaf;

import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import footlight.wire.aac.AudioSpecificConfig;
import java.nio.ByteBuffer;

/// Names sound codings as browsers and HLS do, out of their configuration records, whose shape is checked on the way.
final class AudioCodecName {
    private static final int DOPS_BYTES = 11;
    private static final int FLAC_BLOCK_HEAD_BYTES = 4;
    private static final int STREAMINFO_BYTES = 34;
    private static final int DAC3_BYTES = 3;
    private static final int DEC3_BYTES = 5;

    private AudioCodecName() {}

    /// mp4a.40.2. Source: RFC 6381, 3.3.
    static String aac(ByteBuffer config) {
        return AudioSpecificConfig.read(config).codec();
    }

    static String mp3(ByteBuffer config) {
        if (config.hasRemaining())
            throw new MalformedMedia("MP3 configuration of " + config.remaining() + " bytes, expected none");
        return "mp4a.6B";
    }

    /// Source: Encapsulation of Opus in ISO Base Media File Format 0.8.1, 4.3.2. The record is big-endian and of
    /// version 0; the "OpusHead" of Ogg and RTMP is neither.
    static String opus(ByteBuffer config) {
        int at = config.position();
        VideoCodecName.need(config, DOPS_BYTES, "Opus configuration");
        if (u8(config, at) != 0)
            throw new MalformedMedia("Opus configuration version " + u8(config, at) + ", expected 0");
        int channels = u8(config, at + 1);
        if (channels == 0) throw new MalformedMedia("Opus without channels");
        boolean mapped = u8(config, at + 10) != 0;
        VideoCodecName.need(
                config, mapped ? DOPS_BYTES + 2 + channels : DOPS_BYTES, "Opus configuration with a mapping");
        return "opus";
    }

    /// Source: Encapsulation of FLAC in ISO Base Media File Format 1.0, 3.3.2.
    static String flac(ByteBuffer config) {
        int at = config.position() + (headedFlac(config) ? 4 : 0);
        VideoCodecName.need(
                config, at - config.position() + FLAC_BLOCK_HEAD_BYTES + STREAMINFO_BYTES, "FLAC configuration");
        if ((u8(config, at) & 0x7F) != 0 || u24(config, at + 1) != STREAMINFO_BYTES)
            throw new MalformedMedia("FLAC configuration does not begin with STREAMINFO");
        for (boolean last = false; !last; ) {
            if (config.limit() - at < FLAC_BLOCK_HEAD_BYTES)
                throw new MalformedMedia("FLAC configuration without a last block");
            last = (u8(config, at) & 0x80) != 0;
            at += FLAC_BLOCK_HEAD_BYTES + u24(config, at + 1);
        }
        if (at > config.limit()) throw new MalformedMedia("FLAC configuration ends inside of a block");
        return "fLaC";
    }

    /// Metadata blocks behind the version and flags of a full box, which are set where they are missing.
    static ByteBuffer boxedFlac(ByteBuffer config) {
        if (headedFlac(config)) return config;
        return ByteBuffer.allocate(4 + config.remaining())
                .putInt(0)
                .put(config.duplicate())
                .flip();
    }

    /// A STREAMINFO block has length 34 where a full box has flags of 0.
    private static boolean headedFlac(ByteBuffer config) {
        return config.remaining() >= 4 && config.getInt(config.position()) == 0;
    }

    /// Source: ETSI TS 102 366, F.4.
    static String ac3(ByteBuffer config) {
        VideoCodecName.need(config, DAC3_BYTES, "AC-3 configuration");
        if (u8(config, config.position()) >> 6 == 3) throw new MalformedMedia("AC-3 sample rate code 3, at most 2");
        return "ac-3";
    }

    /// Source: ETSI TS 102 366, F.6.
    static String eac3(ByteBuffer config) {
        VideoCodecName.need(config, DEC3_BYTES, "E-AC-3 configuration");
        return "ec-3";
    }
}
