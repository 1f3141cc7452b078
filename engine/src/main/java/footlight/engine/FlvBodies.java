package footlight.engine;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.TrackFormat;
import footlight.wire.flac.FlacStreamInfo;
import footlight.wire.flv.FlvCodec;
import footlight.wire.flv.FlvWriter;
import footlight.wire.opus.OpusHead;
import footlight.wire.vpx.VpConfiguration;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The bodies of FLV tags, which are those of RTMP messages too: Adobe's form for H.264 and AAC, enhanced RTMP's
/// for all else.
public final class FlvBodies {
    private FlvBodies() {}

    /// How many bytes stand before the frame's payload.
    public static int headBytes(Frame frame, Formats formats) {
        return frame.video()
                ? FlvWriter.pictureHeadBytes(video(formats), offsetMs(frame, formats))
                : FlvWriter.soundHeadBytes(audio(formats));
    }

    /// Writes what stands before the frame's payload.
    public static void head(ByteBuffer out, Frame frame, Formats formats) {
        if (frame.video()) FlvWriter.pictureHead(out, video(formats), frame.keyframe(), offsetMs(frame, formats));
        else FlvWriter.soundHead(out, audio(formats), false);
    }

    /// The whole body that tells a decoder what comes.
    public static ByteBuffer configuration(TrackFormat format) {
        ByteBuffer record = record(format);
        ByteBuffer body = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST + record.remaining());
        switch (format) {
            case TrackFormat.Video video -> FlvWriter.configurationHead(body, codec(video));
            case TrackFormat.Audio audio -> FlvWriter.soundHead(body, codec(audio), true);
        }
        return body.put(record).flip();
    }

    /// The number by which `onMetaData` calls the codec. Source: Enhanced RTMP v2, "Metadata".
    public static double metadataId(TrackFormat format) {
        return switch (format) {
            case TrackFormat.Video video ->
                codec(video) == FlvCodec.Video.AVC
                        ? FlvWriter.AVC
                        : codec(video).fourCc();
            case TrackFormat.Audio audio ->
                codec(audio) == FlvCodec.Audio.AAC
                        ? FlvWriter.AAC
                        : codec(audio).fourCc();
        };
    }

    /// What FLV and RTMP carry where MP4 has a box.
    private static ByteBuffer record(TrackFormat format) {
        ByteBuffer config = format.config();
        return switch (format) {
            case TrackFormat.Video video ->
                switch (video.codec()) {
                    case H264, HEVC, AV1 -> config;
                    case VP9 -> VpConfiguration.record(config);
                };
            case TrackFormat.Audio audio ->
                switch (audio.codec()) {
                    case AAC -> config;
                    case OPUS -> OpusHead.readBox(config).head();
                    case FLAC -> FlacStreamInfo.readBox(config).head();
                    // Their frames tell all; the empty start is what ffmpeg writes and waits for.
                    case AC3, EAC3 -> ByteBuffer.allocate(0);
                };
        };
    }

    public static FlvCodec.Video codec(TrackFormat.Video format) {
        return switch (format.codec()) {
            case H264 -> FlvCodec.Video.AVC;
            case HEVC -> FlvCodec.Video.HEVC;
            case AV1 -> FlvCodec.Video.AV1;
            case VP9 -> FlvCodec.Video.VP9;
        };
    }

    public static FlvCodec.Audio codec(TrackFormat.Audio format) {
        return switch (format.codec()) {
            case AAC -> FlvCodec.Audio.AAC;
            case OPUS -> FlvCodec.Audio.OPUS;
            case FLAC -> FlvCodec.Audio.FLAC;
            case AC3 -> FlvCodec.Audio.AC3;
            case EAC3 -> FlvCodec.Audio.EAC3;
        };
    }

    private static FlvCodec.Video video(Formats formats) {
        TrackFormat.@Nullable Video format = formats.video();
        return format == null ? FlvCodec.Video.AVC : codec(format);
    }

    private static FlvCodec.Audio audio(Formats formats) {
        TrackFormat.@Nullable Audio format = formats.audio();
        return format == null ? FlvCodec.Audio.AAC : codec(format);
    }

    private static int offsetMs(Frame frame, Formats formats) {
        return (int) formats.millis(frame.track(), frame.compositionOffset());
    }
}
