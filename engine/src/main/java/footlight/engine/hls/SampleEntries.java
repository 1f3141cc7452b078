package footlight.engine.hls;

import footlight.live.TrackFormat;
import footlight.wire.cmaf.AudioCoding;
import footlight.wire.cmaf.SampleEntry;
import footlight.wire.cmaf.VideoCoding;

/// What a track's format is called in MP4.
final class SampleEntries {
    private SampleEntries() {}

    /// @throws footlight.wire.MalformedMedia when the format's configuration is not its coding's
    static SampleEntry of(TrackFormat format) {
        return switch (format) {
            case TrackFormat.Video video ->
                new SampleEntry.Video(coding(video.codec()), video.width(), video.height(), video.config());
            case TrackFormat.Audio audio ->
                new SampleEntry.Audio(coding(audio.codec()), audio.sampleRateHz(), audio.channels(), audio.config());
        };
    }

    private static VideoCoding coding(TrackFormat.VideoCodec codec) {
        return switch (codec) {
            case H264 -> VideoCoding.AVC;
            case HEVC -> VideoCoding.HEVC;
            case AV1 -> VideoCoding.AV1;
            case VP9 -> VideoCoding.VP9;
        };
    }

    private static AudioCoding coding(TrackFormat.AudioCodec codec) {
        return switch (codec) {
            case AAC -> AudioCoding.AAC;
            case OPUS -> AudioCoding.OPUS;
            case FLAC -> AudioCoding.FLAC;
            case AC3 -> AudioCoding.AC3;
            case EAC3 -> AudioCoding.EAC3;
        };
    }
}
