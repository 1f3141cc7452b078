package footlight.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpositionTest {
    private final Exposition out = new Exposition();

    @Test
    void aLabelCannotEndItsLine() {
        out.sample("x", 1, "name", "a\"b\\c\nd");
        assertThat(out.toString()).isEqualTo("x{name=\"a\\\"b\\\\c\\nd\"} 1\n");
    }

    @Test
    void theBucketsOfAHistogramAddUp() {
        out.histogram("t_seconds", new double[] {0.5, 2}, new long[] {3, 0, 4}, 9.5, "route", "/");
        assertThat(out.toString()).isEqualTo("""
                t_seconds_bucket{route="/",le="0.5"} 3
                t_seconds_bucket{route="/",le="2"} 3
                t_seconds_bucket{route="/",le="+Inf"} 7
                t_seconds_sum{route="/"} 9.5
                t_seconds_count{route="/"} 7
                """);
    }
}
