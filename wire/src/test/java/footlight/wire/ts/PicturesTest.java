package footlight.wire.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.Bits;
import footlight.wire.MalformedMedia;
import footlight.wire.avc.AvcConfiguration;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PicturesTest {
    private static final byte[] PPS = {0x68, (byte) 0xCB, (byte) 0x83, (byte) 0xCB};

    /// A record counts its sequence parameter sets in five bits; all of the 32 there may be would read as none.
    @Test
    void aRecordHasNoMoreParameterSetsThanItCanCount() {
        Pictures pictures = Pictures.h264();
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        for (int id = 0; id < 32; id++) nal(unit, h264(id));
        nal(unit, PPS);
        pictures.read(ByteBuffer.wrap(unit.toByteArray()));
        PictureConfiguration set = pictures.newConfiguration().orElseThrow();
        AvcConfiguration read = AvcConfiguration.read(set.record());
        assertThat(read.sps()).hasSize(31);
        assertThat(read.pps()).containsExactly(ByteBuffer.wrap(PPS));
        assertThat(read.picture().width()).isEqualTo(320).isEqualTo(set.width());
    }

    @ParameterizedTest
    @CsvSource({"7, 0, 0, 8 sub-layers", "0, 9, 0, 17 and 8 bits", "0, 0, 200, 8 and 208 bits"})
    void aParameterSetThatNoRecordCanRepeatIsRefused(int subLayers, int lumaBits, int chromaBits, String why) {
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        nal(unit, hevc(subLayers, lumaBits, chromaBits));
        assertThatThrownBy(() -> Pictures.hevc().read(ByteBuffer.wrap(unit.toByteArray())))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining(why);
    }

    /// Its size is told by a byte for each 255; what it says may be more than there is, or than a number holds.
    @Test
    void aMessageThatReachesOutOfItsUnitIsNoRecoveryPoint() {
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        byte[] nal = new byte[9 << 20];
        java.util.Arrays.fill(nal, (byte) 0xFF);
        nal[0] = 6;
        nal[1] = 5;
        nal(unit, nal);
        Pictures pictures = Pictures.h264();
        pictures.read(ByteBuffer.wrap(unit.toByteArray()));
        assertThat(pictures.keyframe()).isFalse();
        assertThat(pictures.sampleBytes()).isEqualTo(4 + nal.length);
    }

    private static void nal(ByteArrayOutputStream unit, byte[] nal) {
        unit.writeBytes(new byte[] {0, 0, 1});
        unit.writeBytes(nal);
    }

    /// Baseline, 320x240.
    private static byte[] h264(int id) {
        return new Bits()
                .u(32, 0x6742C01F)
                .ue(id)
                .ue(0)
                .ue(2)
                .ue(1)
                .u(1, 0)
                .ue(19)
                .ue(14)
                .u(4, 0b1100)
                .stopped();
    }

    /// 320x240; the profile's bits are none that need emulation prevention.
    private static byte[] hevc(int subLayers, int lumaBits, int chromaBits) {
        Bits bits = new Bits().u(16, 0x4201).u(4, 0).u(3, subLayers).u(1, 1);
        for (int i = 0; i < 12; i++) bits.u(8, 0x11);
        if (subLayers > 0) bits.u(16, 0x0001);
        return bits.ue(0)
                .ue(1)
                .ue(320)
                .ue(240)
                .u(1, 0)
                .ue(lumaBits)
                .ue(chromaBits)
                .stopped();
    }
}
