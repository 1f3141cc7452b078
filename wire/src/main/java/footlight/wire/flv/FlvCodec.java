package footlight.wire.flv;

import java.util.Optional;

/// A codec that FLV and RTMP carry and we take. `fourCc` is its name in enhanced RTMP. Sources: Adobe FLV 10.1,
/// E.4; Enhanced RTMP v2, ExVideoTagHeader and ExAudioTagHeader.
public sealed interface FlvCodec {
    /// The four letters as a big-endian number, the way metadata has them too.
    int fourCc();

    /// The same as text.
    default String letters() {
        return FourCc.letters(fourCc());
    }

    enum Video implements FlvCodec {
        AVC("avc1"),
        HEVC("hvc1"),
        AV1("av01"),
        VP9("vp09");

        private final int fourCc;

        Video(String letters) {
            this.fourCc = FourCc.of(letters);
        }

        @Override
        public int fourCc() {
            return fourCc;
        }

        /// Whether enhanced frames tell how much later than they are decoded they are shown.
        boolean reorders() {
            return this == AVC || this == HEVC;
        }

        static Optional<Video> of(int fourCc) {
            for (Video codec : values()) if (codec.fourCc == fourCc) return Optional.of(codec);
            return Optional.empty();
        }
    }

    enum Audio implements FlvCodec {
        AAC("mp4a"),
        OPUS("Opus"),
        FLAC("fLaC"),
        AC3("ac-3"),
        EAC3("ec-3");

        private final int fourCc;

        Audio(String letters) {
            this.fourCc = FourCc.of(letters);
        }

        @Override
        public int fourCc() {
            return fourCc;
        }

        static Optional<Audio> of(int fourCc) {
            for (Audio codec : values()) if (codec.fourCc == fourCc) return Optional.of(codec);
            return Optional.empty();
        }
    }
}
