package footlight.wire.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.ByteSlicer;
import footlight.testkit.GoldenDump;
import footlight.wire.MalformedMedia;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.amf.Amf0Reader;
import footlight.wire.amf.AmfLimits;
import footlight.wire.avc.AvcConfiguration;
import footlight.wire.avc.NalUnits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlvTagTest {
    static final int MOST = 1 << 20;

    /// 0.6 s of 160x90 H.264 with B-frames and AAC, made by ffmpeg.
    static byte[] sample() {
        try (InputStream in = FlvTagTest.class.getResourceAsStream("/samples/short.flv")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void readsTheSameTagsHoweverTheBytesArrive(int pieceBytes) {
        GoldenDump.assertMatches(FlvTagTest.class, "short-flv.txt", dump(ByteSlicer.pieces(sample(), pieceBytes)));
    }

    @Test
    void readsTheSameTagsInRandomCuts() {
        String whole = dump(List.of(ByteBuffer.wrap(sample())));
        for (int seed = 0; seed < 50; seed++)
            assertThat(dump(ByteSlicer.pieces(sample(), new Random(seed)))).isEqualTo(whole);
    }

    @Test
    void writesWhatItReads() {
        ByteBuffer out = ByteBuffer.allocate(100);
        new FlvHeader(true, false).write(out);
        FlvWriter.tagHead(out, FlvTag.AUDIO, 0xFEDCBA98L, 3);
        FlvWriter.aacHead(out, false);
        out.put((byte) 1);
        FlvWriter.backPointer(out, 3);
        out.flip();
        assertThat(FlvHeader.read(out)).contains(new FlvHeader(true, false));
        FlvTag tag = FlvTag.next(out, MOST).orElseThrow();
        assertThat(tag).isInstanceOf(FlvTag.Audio.class);
        assertThat(tag.timestampMs()).isEqualTo(0xFEDCBA98L);
        assertThat(AudioHead.read(tag.body())).isEqualTo(new AudioHead.Sound(FlvCodec.Audio.AAC, 0, 2, 1));
        assertThat(out.hasRemaining()).isFalse();
    }

    @Test
    void compositionTimesHaveASign() {
        for (int offset : new int[] {0, 80, -40, 8_388_607, -8_388_608}) {
            ByteBuffer out = ByteBuffer.allocate(5);
            FlvWriter.avcHead(out, false, false, offset);
            assertThat(VideoHead.read(out.flip()))
                    .isEqualTo(new VideoHead.Picture(FlvCodec.Video.AVC, 0, false, offset, 5, 0));
        }
    }

    @Test
    void refusesWhatIsNoFlv() {
        refused("474554202f20485454", "FLV signature 0x474554");
        refused("464c56010500000008", "header of 8 bytes");
        refused("464c560105ffffffff", "header of 4294967295 bytes");
        refusedTag("0c0000000000000000000000", "tag type 12");
        refusedTag("2900000000000000000000", "tag type 41");
        refusedTag("09ffffff00000000000000", "tag of 16777215 bytes, at most 1048576");
    }

    @Test
    void namesWhatItDoesNotTake() {
        assertThat(VideoHead.read(hex("9076766331"))).isEqualTo(new VideoHead.Foreign("VVC", 0));
        assertThat(VideoHead.read(hex("12"))).isEqualTo(new VideoHead.Foreign("Sorenson H.263", 0));
        assertThat(VideoHead.read(hex("90010a0d31"))).isEqualTo(new VideoHead.Foreign("codec ...1", 0));
        assertThat(AudioHead.read(hex("902e6d7033"))).isEqualTo(new AudioHead.Foreign("MP3", 0));
        assertThat(AudioHead.read(hex("2f"))).isEqualTo(new AudioHead.Foreign("MP3", 0));
        assertThat(VideoHead.read(hex("5700"))).isEqualTo(new VideoHead.Aside());
        assertThat(VideoHead.read(hex(""))).isEqualTo(new VideoHead.Aside());
        assertThatThrownBy(() -> VideoHead.read(hex("1701"))).isInstanceOf(MalformedMedia.class);
        assertThatThrownBy(() -> VideoHead.read(hex("1703000000"))).isInstanceOf(MalformedMedia.class);
        assertThatThrownBy(() -> AudioHead.read(hex("af02"))).isInstanceOf(MalformedMedia.class);
    }

    private static void refused(String header, String why) {
        assertThatThrownBy(() -> FlvHeader.read(hex(header)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining(why);
    }

    private static void refusedTag(String tag, String why) {
        assertThatThrownBy(() -> FlvTag.next(hex(tag), MOST))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining(why);
    }

    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex));
    }

    /// As an edge would read a file: pieces gathered until a whole tag is there.
    private static String dump(List<ByteBuffer> pieces) {
        StringBuilder dump = new StringBuilder();
        ByteBuffer gathered = ByteBuffer.allocate(1 << 16);
        boolean headerRead = false;
        for (ByteBuffer piece : pieces) {
            gathered.put(piece).flip();
            if (!headerRead) {
                Optional<FlvHeader> header = FlvHeader.read(gathered);
                header.ifPresent(h -> dump.append(h).append('\n'));
                headerRead = header.isPresent();
            }
            while (headerRead) {
                Optional<FlvTag> tag = FlvTag.next(gathered, MOST);
                if (tag.isEmpty()) break;
                dump.append(tag.get().timestampMs()).append(' ');
                describe(tag.get(), dump);
                dump.append('\n');
            }
            gathered.compact();
        }
        assertThat(gathered.position()).isZero();
        return dump.toString();
    }

    private static void describe(FlvTag tag, StringBuilder dump) {
        ByteBuffer body = tag.body();
        switch (tag) {
            case FlvTag.Script _ -> {
                Amf0Reader values = new Amf0Reader(body, AmfLimits.COMMAND);
                while (values.hasNext()) dump.append(values.next()).append(' ');
            }
            case FlvTag.Audio _ -> {
                AudioHead head = AudioHead.read(body);
                dump.append(head);
                if (head instanceof AudioHead.Configuration(FlvCodec.Audio _, int _, int at, int bytes))
                    dump.append(' ').append(AudioSpecificConfig.read(body.slice(at, bytes)));
            }
            case FlvTag.Video _ -> {
                VideoHead head = VideoHead.read(body);
                dump.append(head);
                if (head instanceof VideoHead.Configuration(FlvCodec.Video _, int _, int at, int bytes)) {
                    AvcConfiguration configuration = AvcConfiguration.read(body.slice(at, bytes));
                    dump.append(' ').append(configuration.codec()).append(' ').append(configuration.picture());
                }
                if (head instanceof VideoHead.Picture picture)
                    NalUnits.walk(body.slice(picture.at(), picture.bytes()), 4, (type, _, bytes) -> dump.append(" nal ")
                            .append(type)
                            .append('/')
                            .append(bytes));
            }
        }
    }
}
