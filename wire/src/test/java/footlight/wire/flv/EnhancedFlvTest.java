package footlight.wire.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.GoldenDump;
import footlight.testkit.Mutations;
import footlight.wire.MalformedMedia;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.ac3.Ac3SyncFrame;
import footlight.wire.ac3.Eac3SyncFrame;
import footlight.wire.av1.Av1Configuration;
import footlight.wire.av1.Obus;
import footlight.wire.avc.AvcConfiguration;
import footlight.wire.avc.NalUnits;
import footlight.wire.flac.FlacStreamInfo;
import footlight.wire.hevc.HevcConfiguration;
import footlight.wire.opus.OpusHead;
import footlight.wire.vpx.Vp9Keyframe;
import footlight.wire.vpx.VpConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// 0.6 s of 160x90 in each codec, as ffmpeg 8 sends it.
final class EnhancedFlvTest {
    static Stream<String> samples() {
        return Stream.of("hevc-opus", "hevc10-aac", "av1-flac", "vp9-ac3", "avc-eac3", "two-of-each");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatFfmpegSendsIsRead(String name) {
        StringBuilder dump = new StringBuilder();
        for (FlvTag tag : tags(name)) describe(tag, dump);
        GoldenDump.assertMatches(EnhancedFlvTest.class, name + "-flv.txt", dump.toString());
    }

    /// A body that ends anywhere is refused or read, and nothing is read behind its end.
    @ParameterizedTest
    @MethodSource("samples")
    void bodiesThatEndEarlyAreRefusedOrRead(String name) {
        HeadFuzzTest heads = new HeadFuzzTest();
        for (FlvTag tag : tags(name)) {
            ByteBuffer body = tag.body();
            for (int bytes = 0; bytes < Math.min(body.remaining(), 400); bytes++) {
                byte[] cut = new byte[bytes];
                body.get(0, cut);
                if (tag instanceof FlvTag.Video) heads.pictures(cut);
                else heads.sounds(cut);
            }
        }
    }

    /// Eight megabytes could name two million.
    @Test
    void aMessageHasNoMoreTracksThanThereAreNumbers() {
        for (int tracks : new int[] {256, 257, 2_000_000}) {
            ByteBuffer body = ByteBuffer.allocate(6 + 4 * tracks);
            // Sound, multitrack; many tracks of one codec, each with a frame of no bytes.
            body.put((byte) 0x95).put((byte) 0x11).putInt(0x4F707573);
            if (tracks <= 256) {
                assertThat(AudioHead.read(body.rewind())).isInstanceOf(AudioHead.Several.class);
            } else {
                assertThatThrownBy(() -> AudioHead.read(body.rewind()))
                        .isInstanceOf(MalformedMedia.class)
                        .hasMessageContaining("more than 256 tracks");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hurtBodiesDoNoHarm(String name) {
        Mutations.judge(List.of(bytes(name)), 300, new FlvFuzzTest()::files);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (FlvCodec.Video codec : FlvCodec.Video.values()) {
            for (int offset : new int[] {0, 40, -40}) {
                ByteBuffer out = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST);
                FlvWriter.pictureHead(out, codec, true, offset);
                assertThat(out.position()).isEqualTo(FlvWriter.pictureHeadBytes(codec, offset));
                int read = codec.reorders() ? offset : 0;
                assertThat(VideoHead.read(out.flip()))
                        .isEqualTo(new VideoHead.Picture(codec, 0, true, read, out.limit(), 0));
            }
            ByteBuffer out = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST);
            FlvWriter.configurationHead(out, codec);
            assertThat(VideoHead.read(out.flip())).isEqualTo(new VideoHead.Configuration(codec, 0, 5, 0));
        }
        for (FlvCodec.Audio codec : FlvCodec.Audio.values()) {
            ByteBuffer out = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST);
            FlvWriter.soundHead(out, codec, false);
            int bytes = FlvWriter.soundHeadBytes(codec);
            assertThat(AudioHead.read(out.flip())).isEqualTo(new AudioHead.Sound(codec, 0, bytes, 0));
            FlvWriter.soundHead(out.clear(), codec, true);
            assertThat(AudioHead.read(out.flip())).isEqualTo(new AudioHead.Configuration(codec, 0, bytes, 0));
        }
    }

    @Test
    void modifiersInFrontAreSteppedOver() {
        // Two of them: nanoseconds in three bytes, then one of 300 bytes that nobody knows yet.
        String nano = "97" + "02" + "0f423f" + "07";
        String unknown = "ff" + "012b" + "00".repeat(300) + "11";
        assertThat(VideoHead.read(hex(nano + unknown + "68766331" + "000028" + "aabb")))
                .isEqualTo(new VideoHead.Picture(FlvCodec.Video.HEVC, 0, true, 40, 317, 2));
        assertThat(AudioHead.read(hex("97" + "00" + "aa" + "01" + "4f707573" + "aabb")))
                .isEqualTo(new AudioHead.Sound(FlvCodec.Audio.OPUS, 0, 8, 2));
        refused("9702");
        refused("97ff");
        refused("97ff0fff00");
    }

    @Test
    void aMessageMayHoldSeveralTracks() {
        // One codec for all, then one for each.
        assertThat(VideoHead.read(hex("96" + "11" + "61763031" + "00" + "000001" + "aa" + "01" + "000002" + "bbcc")))
                .isEqualTo(new VideoHead.Several(List.of(
                        new VideoHead.Picture(FlvCodec.Video.AV1, 0, true, 0, 10, 1),
                        new VideoHead.Picture(FlvCodec.Video.AV1, 1, true, 0, 15, 2))));
        assertThat(AudioHead.read(
                        hex("95" + "21" + "4f707573" + "00" + "000001" + "aa" + "2e6d7033" + "01" + "000001" + "bb")))
                .isEqualTo(new AudioHead.Several(
                        List.of(new AudioHead.Sound(FlvCodec.Audio.OPUS, 0, 10, 1), new AudioHead.Foreign("MP3", 1))));
        assertThat(VideoHead.read(hex("96" + "03" + "68766331" + "05" + "aa")))
                .isEqualTo(new VideoHead.Picture(FlvCodec.Video.HEVC, 5, true, 0, 7, 1));
        refused("96" + "11" + "61763031" + "00" + "000002" + "aa");
        refused("96" + "31" + "61763031" + "00");
        refused("96" + "1");
    }

    /// A track's number is a byte.
    @Test
    void moreTracksThanThereAreNumbersAreRefused() {
        String tracks = "00000000".repeat(256);
        assertThat(AudioHead.read(hex("95114f707573" + tracks))).isInstanceOf(AudioHead.Several.class);
        assertThatThrownBy(() -> AudioHead.read(hex("95114f707573" + tracks + "00000000")))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("256 tracks");
    }

    @Test
    void whatIsForNeitherEyeNorEarIsLeftAside() {
        assertThat(VideoHead.read(hex("d4" + "68766331" + "020009"))).isEqualTo(new VideoHead.Aside());
        assertThat(VideoHead.read(hex("d1" + "00"))).isEqualTo(new VideoHead.Aside());
        assertThat(VideoHead.read(hex("92" + "68766331"))).isEqualTo(new VideoHead.Aside());
        assertThat(AudioHead.read(hex("94" + "4f707573" + "010200000003"))).isEqualTo(new AudioHead.Aside());
        assertThat(AudioHead.read(hex("92" + "4f707573"))).isEqualTo(new AudioHead.Aside());
    }

    @Test
    void theUnofficialHevcIsTakenToo() {
        assertThat(VideoHead.read(hex("1c01000028aa")))
                .isEqualTo(new VideoHead.Picture(FlvCodec.Video.HEVC, 0, true, 40, 5, 1));
    }

    private static void refused(String body) {
        assertThatThrownBy(() -> VideoHead.read(hex(body))).isInstanceOf(MalformedMedia.class);
    }

    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0"));
    }

    private static List<FlvTag> tags(String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes(name));
        FlvHeader.read(in);
        List<FlvTag> tags = new ArrayList<>();
        while (in.hasRemaining()) tags.add(FlvTag.next(in, 1 << 20).orElseThrow());
        return tags;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = EnhancedFlvTest.class.getResourceAsStream("/samples/enhanced/" + name + ".flv")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(FlvTag tag, StringBuilder dump) {
        switch (tag) {
            case FlvTag.Script _ -> {}
            case FlvTag.Audio(long ms, ByteBuffer body) -> {
                dump.append(ms).append(' ');
                describe(AudioHead.read(body), body, dump);
                dump.append('\n');
            }
            case FlvTag.Video(long ms, ByteBuffer body) -> {
                dump.append(ms).append(' ');
                describe(VideoHead.read(body), body, dump);
                dump.append('\n');
            }
        }
    }

    private static void describe(VideoHead head, ByteBuffer body, StringBuilder dump) {
        dump.append(head);
        switch (head) {
            case VideoHead.Configuration(FlvCodec.Video codec, int _, int at, int bytes) ->
                dump.append(' ').append(configuration(codec, body.slice(at, bytes)));
            case VideoHead.Picture picture -> dump.append(' ').append(units(picture, body));
            case VideoHead.Several(var tracks) -> tracks.forEach(track -> describe(track, body, dump));
            case VideoHead.Aside _, VideoHead.Foreign _ -> {}
        }
    }

    private static Object configuration(FlvCodec.Video codec, ByteBuffer record) {
        return switch (codec) {
            case AVC -> AvcConfiguration.read(record).picture();
            case HEVC -> HevcConfiguration.read(record).picture();
            case AV1 -> Av1Configuration.read(record);
            case VP9 -> VpConfiguration.read(record);
        };
    }

    private static String units(VideoHead.Picture picture, ByteBuffer body) {
        ByteBuffer data = body.slice(picture.at(), picture.bytes());
        StringBuilder units = new StringBuilder();
        switch (picture.codec()) {
            case AVC, HEVC ->
                NalUnits.walk(data, 4, (_, _, bytes) -> units.append(" nal/").append(bytes));
            case AV1 ->
                Obus.walk(
                        data,
                        (type, _, bytes) ->
                                units.append(" obu ").append(type).append('/').append(bytes));
            case VP9 -> units.append(Vp9Keyframe.read(data));
        }
        return units.toString();
    }

    private static void describe(AudioHead head, ByteBuffer body, StringBuilder dump) {
        dump.append(head);
        switch (head) {
            case AudioHead.Configuration(FlvCodec.Audio codec, int _, int at, int bytes) ->
                dump.append(' ').append(configuration(codec, body.slice(at, bytes)));
            case AudioHead.Sound(FlvCodec.Audio codec, int _, int at, int bytes) -> {
                if (codec == FlvCodec.Audio.AC3) dump.append(' ').append(Ac3SyncFrame.read(body.slice(at, bytes)));
                if (codec == FlvCodec.Audio.EAC3) dump.append(' ').append(Eac3SyncFrame.read(body.slice(at, bytes)));
            }
            case AudioHead.Several(var tracks) -> tracks.forEach(track -> describe(track, body, dump));
            case AudioHead.Aside _, AudioHead.Foreign _ -> {}
        }
    }

    private static Object configuration(FlvCodec.Audio codec, ByteBuffer record) {
        return switch (codec) {
            case AAC -> AudioSpecificConfig.read(record);
            case OPUS -> {
                OpusHead head = OpusHead.read(record);
                assertThat(OpusHead.readBox(head.box())).isEqualTo(head);
                assertThat(head.head()).isEqualTo(record);
                yield head.channels() + " channels, " + head.preSkip() + " to skip";
            }
            case FLAC -> {
                FlacStreamInfo info = FlacStreamInfo.read(record);
                assertThat(FlacStreamInfo.readBox(info.box())).isEqualTo(info);
                assertThat(FlacStreamInfo.read(info.head())).isEqualTo(info);
                yield info.sampleRate() + " Hz, " + info.channels() + " channels, " + info.bitsPerSample() + " bits";
            }
            case AC3, EAC3 -> record.remaining() + " bytes";
        };
    }
}
