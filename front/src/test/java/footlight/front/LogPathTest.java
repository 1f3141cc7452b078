package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPathTest {
    @ParameterizedTest
    @CsvSource({
        "/live/night.flv, /live/night.flv",
        "/m/secret/live/night/main.m3u8, /m/(pass)/live/night/main.m3u8",
        "/m/secret, /m/(pass)",
        "/m//live/night.flv, /m/(pass)/live/night.flv",
        "/mine, /mine",
    })
    void thePassIsLeftOut(String path, String told) {
        assertThat(LogPath.of(path)).isEqualTo(told);
    }
}
