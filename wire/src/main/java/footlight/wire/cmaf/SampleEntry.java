package footlight.wire.cmaf;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a decoder must know of a track. `config` is what the coding's configuration box holds (for AAC the bare
/// AudioSpecificConfig), read-only; the accessor gives a view with a position of its own. An entry whose
/// configuration is not its coding's cannot be made: that throws `MalformedMedia`. Immutable.
public sealed interface SampleEntry {
    /// A configuration record larger than this is an attack or a mistake: the largest real ones have a few hundred.
    int CONFIG_BYTES_AT_MOST = 1 << 16;

    ByteBuffer config();

    /// The `codecs` parameter of RFC 6381, as `CODECS` of a multivariant playlist and `MediaSource.isTypeSupported`
    /// take it: avc1.64001f, mp4a.40.2.
    String codec();

    /// `width` and `height` count the coded samples of the picture after cropping; `colour` and `aspect` stand only
    /// when known.
    record Video(
            VideoCoding coding,
            int width,
            int height,
            ByteBuffer config,
            @Nullable Colour colour,
            @Nullable PixelAspect aspect)
            implements SampleEntry {
        private static final int SIDE_AT_MOST = 0xFFFF;

        public Video {
            if (width < 1 || width > SIDE_AT_MOST || height < 1 || height > SIDE_AT_MOST)
                throw new MalformedMedia("picture of " + width + "x" + height + ", sides are 1 to 65535");
            config = bounded(config);
            coding.codec(config);
        }

        public Video(VideoCoding coding, int width, int height, ByteBuffer config) {
            this(coding, width, height, config, null, null);
        }

        @Override
        public ByteBuffer config() {
            return config.duplicate();
        }

        @Override
        public String codec() {
            return coding.codec(config);
        }
    }

    record Audio(AudioCoding coding, int sampleRateHz, int channels, ByteBuffer config) implements SampleEntry {
        public Audio {
            if (sampleRateHz < 1 || channels < 1 || channels > 255)
                throw new MalformedMedia("sound of " + sampleRateHz + " Hz, " + channels + " channels");
            config = bounded(config);
            coding.codec(config);
        }

        @Override
        public ByteBuffer config() {
            return config.duplicate();
        }

        @Override
        public String codec() {
            return coding.codec(config);
        }
    }

    private static ByteBuffer bounded(ByteBuffer config) {
        if (config.remaining() > CONFIG_BYTES_AT_MOST)
            throw new MalformedMedia("codec configuration of " + config.remaining() + " bytes, at most 65536");
        return config.slice().asReadOnlyBuffer();
    }
}
