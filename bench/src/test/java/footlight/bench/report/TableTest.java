package footlight.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Row> ROWS = List.of(
            row("limit", 300, "cpu_s_per_gbit", 0.2),
            row("limit", 300, "delay_p50_ms", 12.34),
            row("footlight", 300, "cpu_s_per_gbit", 0.25),
            row("footlight", 300, "delay_p50_ms", 123.4),
            row("footlight", 1000, "cpu_s_per_gbit", 0.25, "dropped 3 of 1000 viewers"));

    @Test
    void figuresOfOneRunStandInOneLineAndTheLimitIsThere() {
        assertThat(Table.of(ROWS).text()).isEqualTo("""
                bench   subject    flush_ms     n  cpu_s_per_gbit  x limit  delay_p50_ms  note
                fanout  limit            20   300            0.20                   12.3
                fanout  footlight        20   300            0.25     1.25           123
                fanout  footlight        20  1000            0.25                         dropped 3 of 1000 viewers
                """);
    }

    @Test
    void aPageGetsTheSameAsMarkdown() {
        assertThat(Table.of(ROWS).markdown()).isEqualTo("""
                | bench | subject | flush_ms | n | cpu_s_per_gbit | x limit | delay_p50_ms | note |
                |---|---|---:|---:|---:|---:|---:|---|
                | fanout | limit | 20 | 300 | 0.20 |  | 12.3 |  |
                | fanout | footlight | 20 | 300 | 0.25 | 1.25 | 123 |  |
                | fanout | footlight | 20 | 1000 | 0.25 |  |  | dropped 3 of 1000 viewers |
                """);
    }

    @Test
    void aBenchWithoutProcessorCostHasNoColumnForTheLimit() {
        var rows = List.of(new Row("start", "pg_ctl", 3, 0, "ready_ms", 111, "ms", Optional.empty()));
        assertThat(Table.of(rows).text()).isEqualTo("""
                bench  subject  flush_ms  n  ready_ms  note
                start  pg_ctl          0  3       111
                """);
    }

    private static Row row(String subject, int n, String metric, double value) {
        return new Row("fanout", subject, n, 20, metric, value, "", Optional.empty());
    }

    private static Row row(String subject, int n, String metric, double value, String note) {
        return new Row("fanout", subject, n, 20, metric, value, "", Optional.of(note));
    }
}
