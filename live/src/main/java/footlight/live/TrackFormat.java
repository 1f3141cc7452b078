package footlight.live;

import java.nio.ByteBuffer;

/// What a decoder must know before the first frame of a track.
///
/// `config` is the codec's own set-up record, as the configuration box of an MP4 sample entry holds it
/// after the box's size and name (a full box's version and flags included): see [VideoCodec] and
/// [AudioCodec]. It is read-only; [#config()] gives a view with a position of its own.
public sealed interface TrackFormat {
    TrackKind kind();

    /// Ticks a second of this track's times.
    int clockHz();

    ByteBuffer config();

    /// The codec's name as people know it.
    String codecName();

    /// A picture's codec, and what its frames and `config` are.
    enum VideoCodec {
        /// Length-prefixed NAL units; avcC (ISO/IEC 14496-15, 5.3.3.1).
        H264("H.264"),
        /// Length-prefixed NAL units; hvcC (ISO/IEC 14496-15, 8.3.2.1).
        HEVC("HEVC"),
        /// Temporal units of OBUs, each with its size; av1C (AV1 in ISOBMFF 1.2, 2.3.3).
        AV1("AV1"),
        /// Frames or superframes; vpcC with its version and flags (VP Codec ISO Media File Format Binding 1.0).
        VP9("VP9");

        private final String name;

        VideoCodec(String name) {
            this.name = name;
        }
    }

    /// A sound's codec, and what its frames and `config` are.
    enum AudioCodec {
        /// Raw blocks without ADTS; the AudioSpecificConfig alone (ISO/IEC 14496-3, 1.6.2.1), which MP4 wraps in
        /// esds.
        AAC("AAC"),
        /// Packets, not self-delimited; dOps (Opus in ISOBMFF 0.8.1, 4.3.2).
        OPUS("Opus"),
        /// Frames; dfLa with its version and flags, then the metadata blocks (FLAC in ISOBMFF 0.0.4, 3.3.2).
        FLAC("FLAC"),
        /// Sync frames; dac3 (ETSI TS 102 366, F.4).
        AC3("AC-3"),
        /// Sync frames; dec3 (ETSI TS 102 366, F.6).
        EAC3("E-AC-3");

        private final String name;

        AudioCodec(String name) {
            this.name = name;
        }
    }

    record Video(VideoCodec codec, int clockHz, int width, int height, ByteBuffer config) implements TrackFormat {
        public Video {
            config = frozen(config);
        }

        @Override
        public TrackKind kind() {
            return TrackKind.VIDEO;
        }

        @Override
        public ByteBuffer config() {
            return config.duplicate();
        }

        @Override
        public String codecName() {
            return codec.name;
        }
    }

    record Audio(AudioCodec codec, int clockHz, int sampleRateHz, int channels, ByteBuffer config)
            implements TrackFormat {
        public Audio {
            config = frozen(config);
        }

        @Override
        public TrackKind kind() {
            return TrackKind.AUDIO;
        }

        @Override
        public ByteBuffer config() {
            return config.duplicate();
        }

        @Override
        public String codecName() {
            return codec.name;
        }
    }

    /// A copy on the heap that nobody can change, so that a format outlives the buffer it came in.
    private static ByteBuffer frozen(ByteBuffer config) {
        ByteBuffer copy = ByteBuffer.allocate(config.remaining());
        copy.put(config.duplicate()).flip();
        return copy.asReadOnlyBuffer();
    }
}
