package footlight.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeardTest {
    private static final String END = "@end seconds=4.002 viewers=48 viewer_s=192.1 gbit=0.5249";
    private static final String RESULT =
            "RESULT tool=flvload n=50 up=48 failed=1 early=1 stalls=3 bad=2 back=0 mbps=131.1 "
                    + "fps=29.74 join_p50=44.0 join_p99=51.8 age_p50=1228.8 lat_p50=0.78 lat_p90=1.26 lat_p99=1.85 "
                    + "lat_max=2.49 tool_cpu=0.03";

    @Test
    void readsWhatTheToolSays() {
        assertThat(Heard.of(END, RESULT))
                .isEqualTo(new Heard(50, 48, 1, 1, 3, 2, 4.002, 0.5249, 29.74, 44.0, 51.8, 0.78, 1.85, 0.03));
    }

    @Test
    void aMissingFigureIsNamed() {
        assertThatThrownBy(() -> Heard.of(END, RESULT.replace("lat_p99=1.85 ", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the load tool gave no lat_p99");
        assertThatThrownBy(() -> Heard.of("", RESULT)).hasMessage("the load tool gave no seconds");
    }

    @Test
    void aFigureThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> Heard.of(END.replace("0.5249", "lots"), RESULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the load tool gave gbit=lots, not a number");
    }
}
