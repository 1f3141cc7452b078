package footlight.wire.ts;

import java.nio.ByteBuffer;
import java.util.Optional;

/// What of a picture's NAL units depends on its codec. For one stream and thread: parameter sets are kept.
sealed interface PictureCodec permits H264Codec, HevcCodec {
    enum Part {
        /// Belongs into the sample.
        SAMPLE,
        /// Belongs into the sample, and a decoder can begin with it.
        START,
        /// Belongs into the configuration, and is kept there.
        PARAMETERS,
        /// Says what the container says, or fills.
        ASIDE
    }

    /// What `nal` is, from its header on. Parameter sets are taken.
    ///
    /// @throws footlight.wire.MalformedMedia when a parameter set cannot be read
    Part part(ByteBuffer nal);

    /// Whether the parameter sets changed since this was asked last.
    boolean changed();

    /// Empty while sets are missing.
    Optional<PictureConfiguration> configuration();
}
