package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.ByteSlicer;
import footlight.wire.MalformedMedia;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.amf.Amf0Reader;
import footlight.wire.amf.Amf3Reader;
import footlight.wire.amf.AmfLimits;
import footlight.wire.avc.AvcConfiguration;
import footlight.wire.avc.NalUnits;
import footlight.wire.avc.SequenceParameters;
import footlight.wire.flv.AudioHead;
import footlight.wire.flv.FlvHeader;
import footlight.wire.flv.FlvTag;
import footlight.wire.flv.VideoHead;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What must hold for any bytes whatever: nothing but `MalformedMedia` is thrown, memory is bounded,
/// bodies are given back, and the cut of the input makes no difference.
public final class Judges {
    private static final ChunkLimits LIMITS = new ChunkLimits(16, 64 * 1024, 128 * 1024);

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
            case FlvTag.Audio _ ->
                tolerated(() -> {
                    if (AudioHead.read(body) instanceof AudioHead.AacConfiguration)
                        AudioSpecificConfig.read(body.position(AudioHead.AAC_HEAD_BYTES));
                });
            case FlvTag.Video _ ->
                tolerated(() -> {
                    switch (VideoHead.read(body)) {
                        case VideoHead.AvcConfiguration _ -> codecs(rest(body));
                        case VideoHead.AvcPicture _ ->
                            NalUnits.walk(
                                    body.position(VideoHead.AVC_HEAD_BYTES), 4, (_, at, bytes) -> assertThat(at + bytes)
                                            .isLessThanOrEqualTo(body.limit()));
                        case VideoHead.Aside _, VideoHead.Foreign _ -> {}
                    }
                });
        }
    }

    private static byte[] rest(ByteBuffer body) {
        byte[] rest = new byte[body.remaining() - VideoHead.AVC_HEAD_BYTES];
        body.get(VideoHead.AVC_HEAD_BYTES, rest);
        return rest;
    }

    public static void codecs(byte[] input) {
        tolerated(() -> AudioSpecificConfig.read(ByteBuffer.wrap(input)));
        tolerated(() -> SequenceParameters.read(ByteBuffer.wrap(input)));
        tolerated(() -> AvcConfiguration.read(ByteBuffer.wrap(input)).picture());
    }

    private static void tolerated(Runnable parser) {
        try {
            parser.run();
        } catch (MalformedMedia refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(300);
        }
    }
}
