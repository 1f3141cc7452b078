package footlight.wire.cmaf;

import java.nio.ByteBuffer;

/// How a picture track is coded: the name of its sample entry and of the configuration box in it. Parameter sets
/// stand in the configuration alone (`avc1`, `hvc1`), as Apple's players demand of HEVC; what comes with the
/// pictures besides does no harm. Sources: ISO/IEC 14496-15, 5.4.2 and 8.4.1; AV1-ISOBMFF 1.2, 2.2; VP-ISOBMFF 1.0.
public enum VideoCoding {
    AVC("avc1", "avcC"),
    HEVC("hvc1", "hvcC"),
    AV1("av01", "av1C"),
    VP9("vp09", "vpcC");

    private final String entry;
    private final String configBox;

    VideoCoding(String entry, String configBox) {
        this.entry = entry;
        this.configBox = configBox;
    }

    String entry() {
        return entry;
    }

    String configBox() {
        return configBox;
    }

    /// What the configuration box holds. VP9's is a full box: its version and flags are set before a record that
    /// comes without them, as it does over RTMP.
    ByteBuffer boxed(ByteBuffer config) {
        return this == VP9 ? VpConfiguration.boxed(config) : config;
    }

    /// The `codecs` parameter of RFC 6381.
    ///
    /// @throws footlight.wire.MalformedMedia when `config` is not this coding's
    String codec(ByteBuffer config) {
        return switch (this) {
            case AVC -> VideoCodecName.avc(config);
            case HEVC -> VideoCodecName.hevc(config);
            case AV1 -> VideoCodecName.av1(config);
            case VP9 -> VpConfiguration.codec(config);
        };
    }
}
