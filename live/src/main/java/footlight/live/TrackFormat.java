package footlight.live;

import java.nio.ByteBuffer;

/// What a decoder must know before the first frame of a track.
///
/// `config` is the codec's own set-up record: for H.264 the AVCDecoderConfigurationRecord
/// (ISO/IEC 14496-15, 5.3.3.1), for AAC the AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
/// It is read-only; [#config()] gives a view with a position of its own.
public sealed interface TrackFormat {
    TrackKind kind();

    /// Ticks a second of this track's times.
    int clockHz();

    ByteBuffer config();

    /// The codec's name as people know it.
    String codecName();

    enum VideoCodec {
        H264
    }

    enum AudioCodec {
        AAC
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
            return switch (codec) {
                case H264 -> "H.264";
            };
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
            return switch (codec) {
                case AAC -> "AAC";
            };
        }
    }

    /// A copy on the heap that nobody can change, so that a format outlives the buffer it came in.
    private static ByteBuffer frozen(ByteBuffer config) {
        ByteBuffer copy = ByteBuffer.allocate(config.remaining());
        copy.put(config.duplicate()).flip();
        return copy.asReadOnlyBuffer();
    }
}
