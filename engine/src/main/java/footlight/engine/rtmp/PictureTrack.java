package footlight.engine.rtmp;

import footlight.live.TrackFormat;
import footlight.live.TrackFormat.VideoCodec;
import footlight.live.TrackKind;
import footlight.wire.MalformedMedia;
import footlight.wire.av1.Av1Configuration;
import footlight.wire.av1.Av1SequenceHeader;
import footlight.wire.av1.Obus;
import footlight.wire.avc.AvcConfiguration;
import footlight.wire.avc.NalUnits;
import footlight.wire.avc.SequenceParameters;
import footlight.wire.flv.FlvCodec;
import footlight.wire.flv.VideoHead;
import footlight.wire.hevc.HevcConfiguration;
import footlight.wire.hevc.HevcParameters;
import footlight.wire.vpx.Vp9Keyframe;
import footlight.wire.vpx.VpConfiguration;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An encoder's picture: what its messages say becomes formats and frames. No frame is let through that would
/// make a player read past its end. Lives on the connection's loop.
final class PictureTrack {
    /// The largest seen has two thousand.
    private static final int CONFIGURATION_BYTES_AT_MOST = 1 << 16;

    private static final NalUnits.Unit ANY_NAL = (_, _, _) -> {};
    private static final Obus.Unit ANY_OBU = (_, _, _) -> {};

    /// An OBU that begins every temporal unit of a stream, and none in MP4.
    private static final int TEMPORAL_DELIMITER = 0x1200;

    private final TrackSink sink;
    private final FirstTrack first = new FirstTrack();
    private FlvCodec.@Nullable Video codec;
    private int nalLengthBytes;

    /// A configuration that does not tell the picture's size, as the format's box; the next keyframe tells it.
    private @Nullable ByteBuffer sizeless;

    private @Nullable Size size;
    private boolean awaitsKeyframe;

    private record Size(int width, int height) {}

    PictureTrack(TrackSink sink) {
        this.sink = sink;
    }

    /// Takes a message's head; `body` is where its positions count.
    void take(VideoHead head, ByteBuffer body) {
        switch (head) {
            case VideoHead.Configuration(FlvCodec.Video of, int track, int at, int bytes) -> {
                if (first.announced(track)) configure(of, body.slice(at, bytes));
            }
            case VideoHead.Picture picture -> picture(picture, body);
            case VideoHead.Several(var tracks) -> tracks.forEach(each -> take(each, body));
            case VideoHead.Foreign(String name, int track) -> {
                if (first.may(track))
                    sink.refuse(
                            name,
                            () -> "The picture is coded as " + name
                                    + ", which is not taken. Set the encoder to H.264.");
            }
            case VideoHead.Aside _ -> {}
        }
    }

    /// A picture was left out: nothing that builds upon it is let through.
    void missed() {
        awaitsKeyframe = true;
    }

    private void picture(VideoHead.Picture picture, ByteBuffer body) {
        if (!first.takes(picture.track())) {
            sink.refuse("pictures", () -> "The encoder sends more than one picture; only the first one is taken.");
            return;
        }
        if (picture.codec() != codec || picture.bytes() == 0) {
            sink.dropped();
            return;
        }
        ByteBuffer data = body.slice(picture.at(), picture.bytes());
        boolean keyframe = picture.keyframe();
        int skipped = 0;
        switch (picture.codec()) {
            case AVC, HEVC -> NalUnits.walk(data, nalLengthBytes, ANY_NAL);
            case AV1 -> {
                if (data.remaining() > 2 && data.getShort(0) == TEMPORAL_DELIMITER) skipped = 2;
                Obus.walk(data, ANY_OBU);
                if (keyframe && sizeless != null)
                    Obus.sequenceHeader(data).ifPresent(told -> sized(new Size(told.width(), told.height())));
            }
            case VP9 -> {
                Optional<Vp9Keyframe> key = Vp9Keyframe.read(data);
                keyframe = key.isPresent();
                key.ifPresent(told -> sized(new Size(told.width(), told.height())));
            }
        }
        if ((sizeless != null && size == null) || (awaitsKeyframe && !keyframe)) {
            sink.dropped();
            return;
        }
        awaitsKeyframe = false;
        sink.frame(
                TrackKind.VIDEO, picture.compositionMs(), keyframe, picture.at() + skipped, picture.bytes() - skipped);
    }

    /// A keyframe tells how large the pictures are from here on.
    private void sized(Size told) {
        if (sizeless == null || told.equals(size)) return;
        size = told;
        format(codec == FlvCodec.Video.AV1 ? VideoCodec.AV1 : VideoCodec.VP9, told.width, told.height, sizeless);
    }

    private void format(VideoCodec of, int width, int height, ByteBuffer config) {
        sink.format(new TrackFormat.Video(of, RtmpPublisher.CLOCK_HZ, width, height, config));
    }

    private void configure(FlvCodec.Video of, ByteBuffer record) {
        try {
            if (record.remaining() > CONFIGURATION_BYTES_AT_MOST)
                throw new MalformedMedia(record.remaining() + " bytes, at most " + CONFIGURATION_BYTES_AT_MOST);
            codec = of;
            sizeless = null;
            size = null;
            switch (of) {
                case AVC -> {
                    AvcConfiguration configuration = AvcConfiguration.read(record);
                    SequenceParameters picture = configuration.picture();
                    nalLengthBytes = configuration.lengthBytes();
                    format(VideoCodec.H264, picture.width(), picture.height(), record);
                }
                case HEVC -> {
                    HevcConfiguration configuration = HevcConfiguration.read(record);
                    HevcParameters picture = configuration.picture();
                    nalLengthBytes = configuration.lengthBytes();
                    format(VideoCodec.HEVC, picture.width(), picture.height(), record);
                }
                case AV1 -> {
                    Optional<Av1SequenceHeader> sequence =
                            Av1Configuration.read(record).sequence();
                    if (sequence.isEmpty()) sizeless = copied(record);
                    else
                        format(
                                VideoCodec.AV1,
                                sequence.get().width(),
                                sequence.get().height(),
                                record);
                }
                case VP9 -> {
                    VpConfiguration.read(record);
                    sizeless = VpConfiguration.box(record);
                }
            }
        } catch (MalformedMedia e) {
            codec = null;
            sink.refuse("picture", () -> "The picture's parameters cannot be read: " + e.getMessage() + ".");
        }
    }

    private static ByteBuffer copied(ByteBuffer record) {
        return ByteBuffer.allocate(record.remaining()).put(record.duplicate()).flip();
    }
}
