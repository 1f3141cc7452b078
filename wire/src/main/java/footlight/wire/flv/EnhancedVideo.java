package footlight.wire.flv;

import static footlight.wire.Octets.s24;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.List;

/// Reads one track of an enhanced message.
record EnhancedVideo(ByteBuffer body, boolean keyframe) implements EnhancedHead.Track<VideoHead> {
    private static final int COMPOSITION_BYTES = 3;

    @Override
    public VideoHead packet(int packetType, int fourCc, int track, int at, int bytes) {
        FlvCodec.Video codec = FlvCodec.Video.of(fourCc).orElse(null);
        if (codec == null) return new VideoHead.Foreign(FourCc.name(fourCc), track);
        if (packetType == EnhancedHead.SEQUENCE_START) return new VideoHead.Configuration(codec, track, at, bytes);
        if (packetType == EnhancedHead.CODED_FRAMES_X || !codec.reorders())
            return new VideoHead.Picture(codec, track, keyframe, 0, at, bytes);
        if (bytes < COMPOSITION_BYTES)
            throw new MalformedMedia("enhanced FLV video of " + bytes + " bytes, at least 3");
        return new VideoHead.Picture(
                codec, track, keyframe, s24(body, at), at + COMPOSITION_BYTES, bytes - COMPOSITION_BYTES);
    }

    @Override
    public VideoHead aside() {
        return new VideoHead.Aside();
    }

    @Override
    public VideoHead several(List<VideoHead> tracks) {
        return new VideoHead.Several(tracks);
    }
}
