package footlight.wire.ts;

/// One elementary stream that a program names. `name` is the codec's, for people; `channels` is what Opus'
/// descriptor says, 0 when nothing does.
public record TsTrack(int pid, Codec codec, String name, int channels) {
    public enum Codec {
        H264,
        HEVC,
        /// AAC in ADTS frames.
        AAC,
        OPUS,
        /// A picture that is not taken.
        OTHER_PICTURE,
        /// Sound that is not taken.
        OTHER_SOUND,
        /// Subtitles, cues, private data.
        ASIDE
    }

    public boolean picture() {
        return codec == Codec.H264 || codec == Codec.HEVC;
    }

    boolean sound() {
        return codec == Codec.AAC || codec == Codec.OPUS;
    }
}
