package footlight.wire.cmaf;

import java.nio.ByteBuffer;

/// How a sound track is coded: the name of its sample entry and of the configuration box in it. Sources: ISO/IEC
/// 14496-14, 5.6 (AAC, MP3); Opus in ISOBMFF 0.8.1; FLAC in ISOBMFF 1.0; ETSI TS 102 366, annex F (AC-3, E-AC-3).
public enum AudioCoding {
    /// The configuration is the AudioSpecificConfig; it is wrapped in an elementary stream descriptor.
    AAC("mp4a", "esds"),
    /// Has no configuration.
    MP3("mp4a", "esds"),
    OPUS("Opus", "dOps"),
    FLAC("fLaC", "dfLa"),
    AC3("ac-3", "dac3"),
    EAC3("ec-3", "dec3");

    private final String entry;
    private final String configBox;

    AudioCoding(String entry, String configBox) {
        this.entry = entry;
        this.configBox = configBox;
    }

    String entry() {
        return entry;
    }

    String configBox() {
        return configBox;
    }

    /// What the configuration box holds.
    ByteBuffer boxed(ByteBuffer config) {
        return switch (this) {
            case AAC -> Descriptors.aac(config);
            case MP3 -> Descriptors.mp3();
            case FLAC -> AudioCodecName.boxedFlac(config);
            case OPUS, AC3, EAC3 -> config;
        };
    }

    /// The `codecs` parameter of RFC 6381.
    ///
    /// @throws footlight.wire.MalformedMedia when `config` is not this coding's
    String codec(ByteBuffer config) {
        return switch (this) {
            case AAC -> AudioCodecName.aac(config);
            case MP3 -> AudioCodecName.mp3(config);
            case OPUS -> AudioCodecName.opus(config);
            case FLAC -> AudioCodecName.flac(config);
            case AC3 -> AudioCodecName.ac3(config);
            case EAC3 -> AudioCodecName.eac3(config);
        };
    }
}
