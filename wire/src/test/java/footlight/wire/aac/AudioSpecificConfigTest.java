package footlight.wire.aac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AudioSpecificConfigTest {
    /// By ffmpeg, OBS, phones, and (from the fifth on) HE-AAC in its three ways of being announced.
    @ParameterizedTest
    @CsvSource({
        "119056e500, 2, 48000, 2, 48000, false",
        "120856e500, 2, 44100, 1, 44100, false",
        "1588, 2, 8000, 1, 8000, false",
        "1030, 2, 96000, 6, 96000, false",
        "2b118800, 5, 24000, 2, 48000, false",
        "eb098800, 29, 24000, 1, 48000, true",
        "131056e598, 2, 24000, 2, 48000, false",
        "130856e59d4880, 2, 24000, 1, 48000, true",
        "17805dc010, 2, 48000, 2, 48000, false",
    })
    void readsRatesAndChannels(String hex, int type, int rate, int channels, int heard, boolean parametricStereo) {
        AudioSpecificConfig config = AudioSpecificConfig.read(bytes(hex));
        assertThat(config.objectType()).isEqualTo(type);
        assertThat(config.codec()).isEqualTo("mp4a.40." + type);
        assertThat(config.sampleRate()).isEqualTo(rate);
        assertThat(config.channels()).isEqualTo(channels);
        assertThat(config.outputRate()).isEqualTo(heard);
        assertThat(config.parametricStereo()).isEqualTo(parametricStereo);
        assertThat(config.samplesPerFrame()).isEqualTo(1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11", "0000", "16f0", "1178", "1780000010"})
    void impossibleConfigurationsAreRefused(String hex) {
        assertThatThrownBy(() -> AudioSpecificConfig.read(bytes(hex))).isInstanceOf(MalformedMedia.class);
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
