package footlight.wire.cmaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.Mutations;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodecNamesTest {
    static final String AVC = "0142c01fffe100176742c01fd9005005bb011000003e90000ea600f183248001000468cb83cb";
    static final String HEVC =
            "01016000000090000000000" + "05df000fcfdf8f80000" + "0f" + "01" + "a1" + "0001" + "0002" + "4201";
    static final String STREAMINFO =
            "10001000" + "00000e" + "0002b1" + "0bb802f0" + "00000000" + "00112233445566778899aabbccddeeff";

    @ParameterizedTest
    @CsvSource({
        AVC + ", avc1.42c01f",
    })
    void avcIsNamedByProfileConstraintsAndLevel(String config, String name) {
        assertThat(video(VideoCoding.AVC, config)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        HEVC + ", hvc1.1.6.L93.90",
        // Main 10 of the high tier; all six constraint bytes told.
        "0122" + "20000000" + "b00000000001" + "96" + "f000fcfdfafa00000f00, hvc1.2.4.H150.B0.0.0.0.0.1",
        // No constraint at all, and a profile space.
        "0141" + "60000000" + "000000000000" + "5d" + "f000fcfdf8f800000f00, hvc1.A1.6.L93",
        "0104" + "08000000" + "9e2800000000" + "5d" + "f000fcfdf8f800000f00, hvc1.4.10.L93.9E.28",
    })
    void hevcIsNamedByProfileCompatibilityTierLevelAndConstraints(String config, String name) {
        assertThat(video(VideoCoding.HEVC, config)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "81040c00, av01.0.04M.08",
        "810d4c000a0b000000, av01.0.13M.10",
        "818dcc00, av01.4.13H.10",
        "814c6c00, av01.2.12M.12",
        "810cac00, av01.0.12H.08",
    })
    void av1IsNamedByProfileLevelTierAndDepth(String config, String name) {
        if (name.startsWith("av01.4")) refused(VideoCoding.AV1, config, "AV1 profile 4");
        else assertThat(video(VideoCoding.AV1, config)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "010000000" + "01f80010101" + "0000, vp09.00.31.08",
        "001f80010101" + "0000, vp09.00.31.08",
        // 10 bit 4:4:4 in the colours of HDR; the level is not known.
        "0300a7091009" + "0000, vp09.03.51.10.03.09.16.09.01",
        "0133c2020202" + "0000, vp09.01.51.12",
    })
    void vp9IsNamedWithOrWithoutTheHeadOfItsBox(String config, String name) {
        assertThat(video(VideoCoding.VP9, config)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"1190, mp4a.40.2", "130856e59d4880, mp4a.40.2", "2b92088c, mp4a.40.5", "eb098800, mp4a.40.29"})
    void aacIsNamedByItsObjectType(String config, String name) {
        assertThat(audio(AudioCoding.AAC, config)).isEqualTo(name);
    }

    @Test
    void otherSoundsAreNamedAsBrowsersKnowThem() {
        assertThat(audio(AudioCoding.OPUS, "0002013800000bb8000000")).isEqualTo("opus");
        assertThat(audio(AudioCoding.OPUS, "0006013800000bb80000010402" + "000401020305"))
                .isEqualTo("opus");
        assertThat(audio(AudioCoding.FLAC, "80000022" + STREAMINFO)).isEqualTo("fLaC");
        assertThat(audio(AudioCoding.FLAC, "00000000" + "00000022" + STREAMINFO + "84000002" + "abcd"))
                .isEqualTo("fLaC");
        assertThat(audio(AudioCoding.AC3, "10110c")).isEqualTo("ac-3");
        assertThat(audio(AudioCoding.EAC3, "0600200f00")).isEqualTo("ec-3");
        assertThat(audio(AudioCoding.MP3, "")).isEqualTo("mp4a.6B");
    }

    @ParameterizedTest
    @CsvSource({
        "AVC, 0042, AVC configuration",
        "HEVC, 00016000000090000000000" + "05df000fcfdf8f800000f00, HEVC configuration version 0",
        "HEVC, 01016000000090000000000" + "05df000fcfdf8f800000f01, ends before its parameter sets",
        "HEVC, 01016000000090000000000" + "05df000fcfdf8f800000f01a1ffff, ends inside of a parameter set",
        "HEVC, 01016000000090000000000" + "05df000fcfdf8f800000f01a100010002ff, ends inside of a parameter set",
        "AV1, 01040c00, marker and version",
        "AV1, 81040c, AV1 configuration of 3 bytes",
        "VP9, 041f800101010000, VP9 profile 4",
        "VP9, 001f900101010000, VP9 of 9 bits",
        "VP9, 001f800101010001, initialisation data",
        "VP9, 001f8001010100, VP9 configuration of 7 bytes",
        "VP9, 01000000001f8001, VP9 of 0 bits",
    })
    void aForeignPictureConfigurationIsRefused(VideoCoding coding, String config, String why) {
        refused(coding, config, why);
    }

    @ParameterizedTest
    @CsvSource({
        "AAC, 11, AudioSpecificConfig ends",
        "OPUS, 4f70757348656164010238010000000000, Opus configuration version 79",
        "OPUS, 0002013800000bb80000, Opus configuration of 10 bytes",
        "OPUS, 0000013800000bb8000000, Opus without channels",
        "OPUS, 0006013800000bb80000010402, Opus configuration with a mapping of 13 bytes",
        "FLAC, 664c6143, FLAC configuration of 4 bytes",
        "FLAC, 84000022" + STREAMINFO + ", does not begin with STREAMINFO",
        "FLAC, 00000022" + STREAMINFO + ", without a last block",
        "FLAC, 00000022" + STREAMINFO + "84ffffff" + "00, ends inside of a block",
        "AC3, 1011, AC-3 configuration of 2 bytes",
        "AC3, d0110c, AC-3 sample rate code 3",
        "EAC3, 06002000, E-AC-3 configuration of 4 bytes",
        "MP3, 00, expected none",
    })
    void aForeignSoundConfigurationIsRefused(AudioCoding coding, String config, String why) {
        assertThatThrownBy(() -> new SampleEntry.Audio(coding, 48000, 2, bytes(config)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining(why);
    }

    @Test
    void impossiblePicturesAndSoundsAreRefused() {
        assertThatThrownBy(() -> new SampleEntry.Video(VideoCoding.AVC, 0, 90, bytes(AVC)))
                .isInstanceOf(MalformedMedia.class);
        assertThatThrownBy(() -> new SampleEntry.Video(VideoCoding.AVC, 160, 65536, bytes(AVC)))
                .isInstanceOf(MalformedMedia.class);
        assertThatThrownBy(() -> new SampleEntry.Audio(AudioCoding.AAC, 0, 2, bytes("1190")))
                .isInstanceOf(MalformedMedia.class);
        assertThatThrownBy(() -> new SampleEntry.Audio(AudioCoding.AC3, 48000, 2, ByteBuffer.allocate(65537)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("65537 bytes");
    }

    /// Whatever a sender calls its configuration: either an entry, whose init segment can be written, or
    /// MalformedMedia.
    @Test
    void hostileConfigurationsAreRefusedAndNothingElse() {
        Mutations.judge(
                List.of(
                        bytes(AVC).array(),
                        bytes(HEVC).array(),
                        bytes("810d4c000a0b000000").array(),
                        bytes("01000000001f800101010000").array(),
                        bytes("130856e59d4880").array(),
                        bytes("0006013800000bb80000010402000401020305").array(),
                        bytes("0000000000000022" + STREAMINFO + "84000002abcd").array(),
                        bytes("0600200f00").array()),
                20_000,
                CodecNamesTest::judge);
    }

    @Test
    void everyCutOfAConfigurationIsTakenOrRefused() {
        for (String whole : List.of(AVC, HEVC, "0006013800000bb80000010402000401020305", "80000022" + STREAMINFO))
            for (int cut = 0; cut < whole.length() / 2; cut++)
                judge(Arrays.copyOf(bytes(whole).array(), cut));
    }

    private static void judge(byte[] config) {
        for (VideoCoding coding : VideoCoding.values())
            takenOrRefused(() -> new SampleEntry.Video(coding, 160, 90, ByteBuffer.wrap(config)));
        for (AudioCoding coding : AudioCoding.values())
            takenOrRefused(() -> new SampleEntry.Audio(coding, 48000, 2, ByteBuffer.wrap(config)));
    }

    private static void takenOrRefused(Supplier<SampleEntry> entry) {
        try {
            assertThat(InitSegment.of(List.of(new Mp4Track(1, 1000, entry.get())))
                            .hasRemaining())
                    .isTrue();
        } catch (MalformedMedia refused) {
            assertThat(refused).hasMessageMatching(".+");
        }
    }

    private static void refused(VideoCoding coding, String config, String why) {
        assertThatThrownBy(() -> new SampleEntry.Video(coding, 160, 90, bytes(config)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining(why);
    }

    private static String video(VideoCoding coding, String config) {
        return new SampleEntry.Video(coding, 160, 90, bytes(config)).codec();
    }

    private static String audio(AudioCoding coding, String config) {
        return new SampleEntry.Audio(coding, 48000, 2, bytes(config)).codec();
    }

    static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
