package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.ByteSlicer;
import footlight.wire.MalformedMedia;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.ac3.Ac3SyncFrame;
import footlight.wire.ac3.Eac3SyncFrame;
import footlight.wire.amf.Amf0Reader;
import footlight.wire.amf.Amf3Reader;
import footlight.wire.amf.AmfLimits;
import footlight.wire.av1.Av1Configuration;
import footlight.wire.av1.Av1SequenceHeader;
import footlight.wire.av1.Obus;
import footlight.wire.avc.AvcConfiguration;
import footlight.wire.avc.NalUnits;
import footlight.wire.avc.SequenceParameters;
import footlight.wire.flac.FlacStreamInfo;
import footlight.wire.flv.AudioHead;
import footlight.wire.flv.FlvCodec;
import footlight.wire.flv.FlvHeader;
import footlight.wire.flv.FlvTag;
import footlight.wire.flv.VideoHead;
import footlight.wire.hevc.HevcConfiguration;
import footlight.wire.hevc.HevcParameters;
import footlight.wire.opus.OpusHead;
import footlight.wire.vpx.Vp9Keyframe;
import footlight.wire.vpx.VpConfiguration;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What must hold for any bytes whatever: nothing but `MalformedMedia` is thrown, memory is bounded,
/// bodies are given back, and the cut of the input makes no difference.
public final class Judges {
    private static final ChunkLimits LIMITS = new ChunkLimits(16, 64 * 1024, 128 * 1024, true);

    private Judges() {}

    public static void chunks(byte[] input) {
        String whole = readChunks(List.of(ByteBuffer.wrap(input)));
        int seed = Arrays.hashCode(input);
        assertThat(readChunks(ByteSlicer.pieces(input, new Random(seed)))).isEqualTo(whole);
        if (input.length < 2000)
            assertThat(readChunks(ByteSlicer.pieces(input, 1))).isEqualTo(whole);
    }

    private static String readChunks(List<ByteBuffer> pieces) {
        Gatherer gatherer = new Gatherer();
        ChunkReader<?> reader = new ChunkReader<>(LIMITS, gatherer, gatherer);
        try {
            for (ByteBuffer piece : pieces) {
                reader.feed(piece);
                assertThat(gatherer.keptBytes).isLessThanOrEqualTo(LIMITS.underwayBytes());
            }
        } catch (MalformedMedia refused) {
            gatherer.lines.append(refused.getMessage()).append('\n');
        }
        String read = gatherer.lines.toString();
        reader.close();
        assertThat(gatherer.ended).isEqualTo(gatherer.begun);
        assertThat(gatherer.keptBytes).isZero();
        return read;
    }

    public static void handshake(byte[] input) {
        tolerated(() -> {
            ServerHandshake handshake = new ServerHandshake(new Random(1), 0);
            int answered = 0;
            for (ByteBuffer piece : ByteSlicer.pieces(input, 500))
                answered += handshake.feed(piece).remaining();
            assertThat(answered).isIn(0, 3073);
        });
    }

    public static void commands(byte[] input) {
        tolerated(() -> RtmpCommand.read(ByteBuffer.wrap(input), MessageType.COMMAND_AMF0, AmfLimits.COMMAND));
        tolerated(() -> RtmpCommand.read(ByteBuffer.wrap(input), MessageType.COMMAND_AMF3, AmfLimits.COMMAND));
        tolerated(() -> {
            Amf0Reader values = new Amf0Reader(ByteBuffer.wrap(input), AmfLimits.COMMAND);
            while (values.hasNext()) values.next();
        });
        tolerated(() -> {
            Amf3Reader values = new Amf3Reader(ByteBuffer.wrap(input), AmfLimits.COMMAND);
            while (values.hasNext()) values.next();
        });
    }

    public static void flv(byte[] input) {
        tolerated(() -> {
            ByteBuffer in = ByteBuffer.wrap(input);
            FlvHeader.read(in);
            for (var tag = FlvTag.next(in, 1 << 20); tag.isPresent(); tag = FlvTag.next(in, 1 << 20)) body(tag.get());
        });
        tolerated(() -> Aggregate.split(ByteBuffer.wrap(input), 5, (_, _, at, bytes) -> assertThat(at + bytes)
                .isLessThanOrEqualTo(input.length)));
    }

    private static void body(FlvTag tag) {
        ByteBuffer body = tag.body();
        switch (tag) {
            case FlvTag.Script _ -> tolerated(() -> new Amf0Reader(body, AmfLimits.COMMAND).next());
            case FlvTag.Audio _ -> tolerated(() -> sound(AudioHead.read(body), body));
            case FlvTag.Video _ -> tolerated(() -> picture(VideoHead.read(body), body));
        }
    }

    private static void sound(AudioHead head, ByteBuffer body) {
        switch (head) {
            case AudioHead.Configuration(FlvCodec.Audio _, int _, int at, int bytes) -> codecs(part(body, at, bytes));
            case AudioHead.Sound(FlvCodec.Audio _, int _, int at, int bytes) -> codecs(part(body, at, bytes));
            case AudioHead.Several(var tracks) -> tracks.forEach(track -> sound(track, body));
            case AudioHead.Aside _, AudioHead.Foreign _ -> {}
        }
    }

    private static void picture(VideoHead head, ByteBuffer body) {
        switch (head) {
            case VideoHead.Configuration(FlvCodec.Video _, int _, int at, int bytes) -> codecs(part(body, at, bytes));
            case VideoHead.Picture picture -> units(part(body, picture.at(), picture.bytes()));
            case VideoHead.Several(var tracks) -> tracks.forEach(track -> picture(track, body));
            case VideoHead.Aside _, VideoHead.Foreign _ -> {}
        }
    }

    /// Fails when the part is not inside of the body.
    private static byte[] part(ByteBuffer body, int at, int bytes) {
        byte[] part = new byte[bytes];
        body.get(at, part);
        return part;
    }

    private static void units(byte[] input) {
        tolerated(() -> NalUnits.walk(ByteBuffer.wrap(input), 4, (_, at, bytes) -> assertThat(at + bytes)
                .isLessThanOrEqualTo(input.length)));
        tolerated(() -> Obus.walk(
                ByteBuffer.wrap(input), (_, at, bytes) -> assertThat(at + bytes).isLessThanOrEqualTo(input.length)));
        codecs(input);
    }

    public static void codecs(byte[] input) {
        tolerated(() -> AudioSpecificConfig.read(ByteBuffer.wrap(input)));
        tolerated(() -> SequenceParameters.read(ByteBuffer.wrap(input)));
        tolerated(() -> AvcConfiguration.read(ByteBuffer.wrap(input)).picture());
        tolerated(() -> HevcConfiguration.read(ByteBuffer.wrap(input)).picture());
        tolerated(() -> HevcParameters.read(ByteBuffer.wrap(input)));
        tolerated(() -> Av1Configuration.read(ByteBuffer.wrap(input)));
        tolerated(() -> Obus.sequenceHeader(ByteBuffer.wrap(input)));
        tolerated(() -> Av1SequenceHeader.read(ByteBuffer.wrap(input)));
        tolerated(() -> VpConfiguration.read(ByteBuffer.wrap(input)));
        tolerated(() -> Vp9Keyframe.read(ByteBuffer.wrap(input)));
        tolerated(() -> OpusHead.read(ByteBuffer.wrap(input)).box());
        tolerated(() -> OpusHead.readBox(ByteBuffer.wrap(input)).head());
        tolerated(() -> FlacStreamInfo.read(ByteBuffer.wrap(input)).box());
        tolerated(() -> FlacStreamInfo.readBox(ByteBuffer.wrap(input)).head());
        tolerated(() -> Ac3SyncFrame.read(ByteBuffer.wrap(input)).box());
        tolerated(() -> Eac3SyncFrame.read(ByteBuffer.wrap(input)).box());
    }

    private static void tolerated(Runnable parser) {
        try {
            parser.run();
        } catch (MalformedMedia refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(300);
        }
    }
}
