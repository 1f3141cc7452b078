package footlight.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.TrackFormat;
import footlight.live.TrackFormat.VideoCodec;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureKindTest {
    /// Set-up records: with one parameter set of two bytes each, and what the high profiles add behind them.
    private static final String SETS = "ff e1 0002 6764 01 0002 68ee";

    private static PictureKind of(VideoCodec codec, String hex) {
        byte[] config = HexFormat.of().parseHex(hex.replace(" ", ""));
        return PictureKind.of(new TrackFormat.Video(codec, 1000, 1280, 720, ByteBuffer.wrap(config)));
    }

    @ParameterizedTest
    @CsvSource({
        "01 42c01f, 4:2:0, 8, true",
        "01 4d401f, 4:2:0, 8, false",
        "01 64001f, 4:2:0, 8, false",
        "01 6e001f, 4:2:0, 10, false",
        "01 7a001f, 4:2:2, 10, false",
        "01 f4001f, 4:4:4, 8, false",
    })
    void readsAvcByItsProfileWhereTheRecordSaysNoMore(String head, String chroma, int depth, boolean baseline) {
        PictureKind kind = of(VideoCodec.H264, head + SETS);
        assertThat(kind.chroma()).hasToString(chroma);
        assertThat(kind.bitDepth()).isEqualTo(depth);
        assertThat(kind.baseline()).isEqualTo(baseline);
    }

    @ParameterizedTest
    @CsvSource({
        "01 7a001f, fe f8 f8 00, 4:2:2, 8",
        "01 7a001f, fd fa fa 00, 4:2:0, 10",
        "01 6e001f, fd f8 f8 00, 4:2:0, 8",
        "01 f4001f, ff fa fa 00, 4:4:4, 10",
        "01 64001f, fd f8 f8 00, 4:2:0, 8",
    })
    void believesTheAvcRecordOverItsProfile(String head, String tail, String chroma, int depth) {
        PictureKind kind = of(VideoCodec.H264, head + SETS + tail);
        assertThat(kind.chroma()).hasToString(chroma);
        assertThat(kind.bitDepth()).isEqualTo(depth);
    }

    @ParameterizedTest
    @CsvSource({
        "HEVC, 01 01 60000000 900000000000 5d f000 fc fd f8 f8 0000 0f, 4:2:0, 8",
        "HEVC, 01 02 20000000 900000000000 5d f000 fc fd fa fa 0000 0f, 4:2:0, 10",
        "HEVC, 01 04 08000000 900000000000 5d f000 fc fe fa fa 0000 0f, 4:2:2, 10",
        "AV1, 81 08 0c 00, 4:2:0, 8",
        "AV1, 81 08 4c 00, 4:2:0, 10",
        "AV1, 81 48 60 00, 4:4:4, 12",
        "VP9, 01000000 00 1f 82 02 02 02 0000, 4:2:0, 8",
        "VP9, 01000000 02 1f a2 02 02 02 0000, 4:2:0, 10",
        "VP9, 01000000 01 1f 84 02 02 02 0000, 4:2:2, 8",
    })
    void readsTheRecordsOfTheOtherCodecs(VideoCodec codec, String hex, String chroma, int depth) {
        PictureKind kind = of(codec, hex);
        assertThat(kind.chroma()).hasToString(chroma);
        assertThat(kind.bitDepth()).isEqualTo(depth);
    }

    @ParameterizedTest
    @CsvSource({
        "H264, 01 7a001f ff e1 0002 6764 01 0002 68ee fe f8 f8 00",
        "HEVC, 01 04 08000000 900000000000 5d f000 fc fe fa fa 0000 0f",
        "AV1, 81 48 60 00",
        "VP9, 01000000 01 1f 84 02 02 02 0000"
    })
    void aRecordThatEndsEarlyIsReadAsFarAsItGoes(VideoCodec codec, String hex) {
        String whole = hex.replace(" ", "");
        for (int bytes = 0; bytes <= whole.length() / 2; bytes++)
            assertThat(of(codec, whole.substring(0, 2 * bytes)).codec()).isEqualTo(codec);
    }

    @ParameterizedTest
    @CsvSource({"01 64001f ff ff ffff 00", "01 64001f ff e1 ffff 00", "01 64001f ff e1 0002 6764 ff 0001"})
    void lengthsThatReachPastTheEndDoNoHarm(String hex) {
        assertThat(of(VideoCodec.H264, hex).bitDepth()).isEqualTo(8);
    }
}
