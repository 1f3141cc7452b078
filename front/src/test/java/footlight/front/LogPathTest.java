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
        "/live/sk_abcdefghjkmnpqrstuvwxyz234.flv, /live/(key).flv",
        "/api/v1/flk_4711/shows, /api/v1/(key)/shows",
        "/desk_of/assets/index-4f5a.js, /desk_of/assets/index-4f5a.js",
        "/letters/stop/c.abcdefabcdef.abcdefabcdef.0123456789012345678901234567890123456789012, /letters/stop/(long)",
        "//m/0123456789012345678901234567890123456789.pass/live/x.flv, //m/(long)/live/x.flv",
        "/m%2f0123456789012345678901234567890123456789.pass/live/x.flv, /(long)/live/x.flv",
    })
    void whatOpensSomethingIsLeftOut(String path, String told) {
        assertThat(LogPath.of(path)).isEqualTo(told);
    }
}
