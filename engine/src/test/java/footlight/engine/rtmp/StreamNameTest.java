package footlight.engine.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamNameTest {
    @ParameterizedTest
    @CsvSource({
        "live, sk_abc, live, sk_abc",
        "/live/, /sk_abc/, live, sk_abc",
        "live/sk_abc, '', live, sk_abc",
        "live//sk_abc, '', live, sk_abc",
        "live///, '', live, ''",
        "live/sk_other, sk_abc?x=1, live, sk_abc",
    })
    void aKeyIsFoundWhereEncodersPutIt(String app, String command, String foundApp, String foundName) {
        StreamName name = StreamName.of(app, command);
        assertThat(name.app()).isEqualTo(foundApp);
        assertThat(name.name()).isEqualTo(foundName);
    }
}
