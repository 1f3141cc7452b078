package footlight.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void aRowIsOneLineWithExactlyItsFields() {
        var row = new Row("fanout", "footlight", 300, 33, "delay_p99_ms", 41.25, "ms", Optional.empty());
        assertThat(row.toJson())
                .isEqualTo("{\"bench\":\"fanout\",\"subject\":\"footlight\",\"n\":300,\"flush_ms\":33,"
                        + "\"metric\":\"delay_p99_ms\",\"value\":41.25,\"unit\":\"ms\"}");
    }

    @Test
    void aNoteIsTheLastField() {
        var row = new Row("fanout", "limit", 1, 0, "join_ms", 1, "ms", Optional.of("dropped 3 of 9 viewers"));
        assertThat(row.toJson()).endsWith("\"note\":\"dropped 3 of 9 viewers\"}");
    }

    @Test
    void noMoreDigitsAreWrittenThanWereMeasured() {
        var row = new Row("fanout", "limit", 1, 0, "cpu_s_per_gbit", 0.123456789, "s/Gbit", Optional.empty());
        assertThat(row.toJson()).contains("\"value\":0.1235,");
    }

    @Test
    void whatWasWrittenIsReadBack() {
        var row = new Row("start", "pg_ctl", 7, 0, "ready_ms", 111, "ms", Optional.of("noisy"));
        assertThat(Row.fromJson(row.toJson())).isEqualTo(row);
    }

    @Test
    void aLineThatIsNoRowIsRefusedWithItsText() {
        assertThatThrownBy(() -> Row.fromJson("limit http-flv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit http-flv");
        assertThatThrownBy(() -> Row.fromJson("{\"bench\":\"fanout\"}")).isInstanceOf(IllegalArgumentException.class);
    }
}
