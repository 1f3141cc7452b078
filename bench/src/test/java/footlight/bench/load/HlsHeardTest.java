package footlight.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HlsHeardTest {
    private static final String END = "@end seconds=6.001 viewers=9 viewer_s=54.0 gbit=0.1520 reqs=360";
    private static final String RESULT = "RESULT tool=hlsload n=10 up=9 ll=8 errors=2 bad=1 reconn=3 stalls=4 rps=60.0 "
            + "media_ps=30.0 mbps=25.4 pl_p50=0.00 pl_p99=0.00 held_p50=335.9 held_p99=572.7 media_p50=0.62 "
            + "media_p99=168.37 age_p50=34.3 age_p99=342.1 tool_cpu=0.05";

    @Test
    void readsWhatTheToolSays() {
        assertThat(HlsHeard.of(END, RESULT))
                .isEqualTo(new HlsHeard(10, 9, 8, 2, 4, 6.001, 0.152, 60.0, 30.0, 34.3, 342.1, 0.05));
    }

    @Test
    void aMissingFigureIsNamed() {
        assertThatThrownBy(() -> HlsHeard.of(END, RESULT.replace("age_p99=342.1 ", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the load tool gave no age_p99");
    }
}
