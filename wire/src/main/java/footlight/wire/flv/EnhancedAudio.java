package footlight.wire.flv;

import java.util.List;

/// Reads one track of an enhanced message.
enum EnhancedAudio implements EnhancedHead.Track<AudioHead> {
    ANY;

    @Override
    public AudioHead packet(int packetType, int fourCc, int track, int at, int bytes) {
        FlvCodec.Audio codec = FlvCodec.Audio.of(fourCc).orElse(null);
        if (codec == null) return new AudioHead.Foreign(FourCc.name(fourCc), track);
        return switch (packetType) {
            case EnhancedHead.SEQUENCE_START -> new AudioHead.Configuration(codec, track, at, bytes);
            case EnhancedHead.CODED_FRAMES -> new AudioHead.Sound(codec, track, at, bytes);
            default -> new AudioHead.Aside();
        };
    }

    @Override
    public AudioHead aside() {
        return new AudioHead.Aside();
    }

    @Override
    public AudioHead several(List<AudioHead> tracks) {
        return new AudioHead.Several(tracks);
    }
}
