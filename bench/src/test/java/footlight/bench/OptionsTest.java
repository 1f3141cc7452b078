package footlight.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.bench.subject.Flush;
import footlight.bench.subject.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutOptionsEverythingIsWanted() {
        var options = Options.parse(List.of("fanout"));
        assertThat(options.bench()).isEqualTo("fanout");
        assertThat(options.quick()).isFalse();
        assertThat(options.wants("nginx")).isTrue();
        assertThat(options.wants(Flush.LONG)).isTrue();
    }

    @Test
    void optionsStandOnEitherSideOfTheName() {
        var options = Options.parse(List.of(
                "--quick",
                "fanout",
                "--json",
                "--only",
                "limit,footlight",
                "--flush",
                "frame,20",
                "--protocol",
                "ws-flv"));
        assertThat(options.quick()).isTrue();
        assertThat(options.json()).isTrue();
        assertThat(options.wants("nginx")).isFalse();
        assertThat(options.flushes()).containsExactlyInAnyOrder(Flush.FRAME, Flush.SHORT);
        assertThat(options.protocols()).containsExactly(Protocol.WS_FLV);
    }

    @Test
    void numbersOfViewersRise() {
        assertThat(Options.parse(List.of("fanout", "--n", "500,100")).viewers()).containsExactly(100, 500);
    }

    @Test
    void mistakesAreAnsweredInASentence() {
        assertRefused("which bench? fanout, hls, ingest, api or start");
        assertRefused("there is no option --fast", "fanout", "--fast");
        assertRefused("one bench at a time, not also start", "fanout", "start");
        assertRefused("--seconds needs a value", "fanout", "--seconds");
        assertRefused("--n ten: a number above 0 is wanted", "fanout", "--n", "ten");
        assertRefused("flush 7: one of 0, frame, 20, 350", "fanout", "--flush", "7");
        assertRefused("protocol srt: one of http-flv, ws-flv, rtmp, hls, ll-hls", "fanout", "--protocol", "srt");
    }

    private static void assertRefused(String sentence, String... words) {
        assertThatThrownBy(() -> Options.parse(List.of(words)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
