package footlight.wire.avc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.Bits;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AvcTest {
    /// All written by x264: cropped, interlaced, portrait, 4:2:2, 4:4:4, ten bit, grey, scaling lists, full VUI.
    @ParameterizedTest
    @CsvSource({
        "67640028acd940780227e5c044000003000400000300f03c60c658, 100, 40, 1920, 1080, 30",
        "6764003eacd94078044fde0220000003002000000c83e3c7b2c0, 100, 62, 1920, 1080, 50",
        "6742c01fd9005005bb011000003e90000ea600f1832480, 66, 31, 1280, 720, 29.97",
        "677a001ebcd940a02ff9f011000003000100000300320f162d96, 122, 30, 640, 362, 25",
        "67f40015919b28363fcfe0220000030002000003003c1e2c5b2c, 244, 21, 426, 240, 15",
        "674d402aeca02201e3cbe022000003000200000300f01e30632c, 77, 42, 1080, 1920, 60",
        "676e0034a6cd9403c0043ec044000003000400000301e03c60c658, 110, 52, 3840, 2160, 60",
        "6764000cf36505067e37016c800000030080000019078a14cb, 100, 12, 320, 180, 25",
        "67640028acd9405a0227e5c39b810100a0000003002000000641e30632c0, 100, 40, 1440, 1080, 25",
    })
    void readsThePictureOfAParameterSet(String hex, int profile, int level, int width, int height, double rate) {
        SequenceParameters picture = SequenceParameters.read(bytes(hex));
        assertThat(picture.profile()).isEqualTo(profile);
        assertThat(picture.level()).isEqualTo(level);
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
        assertThat(picture.framesPerSecond().orElseThrow()).isEqualTo(rate, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void anyCutOfAParameterSetIsRefusedAndNothingElse() {
        byte[] whole = bytes("67640028acd9405a0227e5c39b810100a0000003002000000641e30632c0")
                .array();
        int refused = 0;
        for (int cut = 0; cut < whole.length; cut++) {
            try {
                SequenceParameters.read(ByteBuffer.wrap(Arrays.copyOf(whole, cut)));
            } catch (MalformedMedia expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "68eb", "6764", "67640028ffffffffffffffff", "67640028000000000000000000000000"})
    void impossibleParameterSetsAreRefused(String hex) {
        assertThatThrownBy(() -> SequenceParameters.read(bytes(hex))).isInstanceOf(MalformedMedia.class);
    }

    /// High 4:4:4 of the first edition, which tells its chroma too; more bits than any profile has are refused.
    @ParameterizedTest
    @CsvSource({"144, 0, 16", "100, 6, 32", "100, 7, 0", "144, 7, 0"})
    void profilesOfManyColoursTellTheirBits(int profile, int bitsOver8, int width) {
        ByteBuffer sps = ByteBuffer.wrap(new Bits()
                .u(8, 0x67)
                .u(8, profile)
                .u(16, 0x0028)
                .ue(0)
                .ue(1)
                .ue(bitsOver8)
                .ue(bitsOver8)
                .u(2, 0)
                .ue(0)
                .ue(2)
                .ue(1)
                .u(1, 0)
                .ue(width / 16 - 1 < 0 ? 0 : width / 16 - 1)
                .ue(0)
                .u(4, 0b1100)
                .stopped());
        if (width == 0)
            assertThatThrownBy(() -> SequenceParameters.read(sps))
                    .isInstanceOf(MalformedMedia.class)
                    .hasMessageContaining("15 and 15 bits");
        else assertThat(SequenceParameters.read(sps).width()).isEqualTo(width);
    }

    @Test
    void readsAConfiguration() {
        String sps = "6742c01fd9005005bb011000003e90000ea600f1832480";
        AvcConfiguration configuration =
                AvcConfiguration.read(bytes("0142c01fffe1" + "0017" + sps + "01" + "0004" + "68cb83cb" + "fdf8f800"));
        assertThat(configuration.codec()).isEqualTo("avc1.42c01f");
        assertThat(configuration.lengthBytes()).isEqualTo(4);
        assertThat(configuration.sps()).containsExactly(bytes(sps));
        assertThat(configuration.pps()).containsExactly(bytes("68cb83cb"));
        assertThat(configuration.picture().width()).isEqualTo(1280);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0142c01fff",
                "0242c01fffe1000167",
                "0142c01ffee100016700",
                "0142c01fffe0",
                "0142c01fffe1",
                "0142c01fffe10000",
                "0142c01fffe1000267",
                "0142c01fffe100016701",
                "0142c01fffe10001670100",
                "0142c01fffe1000167ff000168"
            })
    void brokenConfigurationsAreRefused(String hex) {
        assertThatThrownBy(() -> AvcConfiguration.read(bytes(hex))).isInstanceOf(MalformedMedia.class);
    }

    @Test
    void walksOverTheUnits() {
        assertThat(units("00000001 09 00000000 00000003 658884", 4)).containsExactly("9 x1", "5 x3");
        assertThat(units("0001 06 0002 4188", 2)).containsExactly("6 x1", "1 x2");
        assertThat(units("01 06 02 4188", 1)).containsExactly("6 x1", "1 x2");
        assertThat(units("", 4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "00000002 65", "ffffffff 65", "7fffffff 65", "80000000"})
    void unitsThatReachOutAreRefused(String hex) {
        assertThatThrownBy(() -> units(hex, 4)).isInstanceOf(MalformedMedia.class);
    }

    private static List<String> units(String hex, int lengthBytes) {
        List<String> units = new ArrayList<>();
        NalUnits.walk(bytes(hex), lengthBytes, (type, _, bytes) -> units.add(type + " x" + bytes));
        return units;
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
