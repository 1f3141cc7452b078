package footlight.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows turned into a table: a line for each (bench, subject, flush, n), a column for each metric,
/// and, where the limit was measured at the same flush and n, how many times its processor time was used.
public final class Table {
    private static final String COST = "cpu_s_per_gbit";
    private static final String LIMIT = "limit";

    private final List<String> head;
    private final List<List<String>> lines;

    private Table(List<String> head, List<List<String>> lines) {
        this.head = head;
        this.lines = lines;
    }

    public static Table of(List<Row> rows) {
        Set<String> metrics = rows.stream().map(Row::metric).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean compared = metrics.contains(COST);

        var head = new ArrayList<>(List.of("bench", "subject", "flush_ms", "n"));
        metrics.forEach(metric -> {
            head.add(metric);
            if (metric.equals(COST)) head.add("x limit");
        });
        head.add("note");

        Map<Key, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows)
            groups.computeIfAbsent(Key.of(row), key -> new ArrayList<>()).add(row);

        var lines = new ArrayList<List<String>>();
        groups.forEach((key, group) -> {
            var line = new ArrayList<>(
                    List.of(key.bench, key.subject, Integer.toString(key.flushMs), Integer.toString(key.n)));
            for (String metric : metrics) {
                Optional<Double> value = value(group, metric);
                line.add(value.map(Cell::of).orElse(""));
                if (metric.equals(COST))
                    line.add(value.flatMap(v -> timesLimit(v, key, rows)).orElse(""));
            }
            line.add(notes(group));
            lines.add(line);
        });
        return new Table(compared ? head : List.copyOf(head), lines);
    }

    /// For a terminal: columns under one another, figures to the right.
    public String text() {
        var width = new int[head.size()];
        for (int i = 0; i < width.length; i++) width[i] = width(i);
        var out = new StringBuilder();
        appendText(out, head, width);
        lines.forEach(line -> appendText(out, line, width));
        return out.toString();
    }

    /// For a page: a Markdown table.
    public String markdown() {
        var out = new StringBuilder();
        out.append("| ").append(String.join(" | ", head)).append(" |\n");
        out.append("|");
        for (int i = 0; i < head.size(); i++) out.append(isText(i) ? "---|" : "---:|");
        out.append('\n');
        for (var line : lines) out.append("| ").append(String.join(" | ", line)).append(" |\n");
        return out.toString();
    }

    private void appendText(StringBuilder out, List<String> cells, int[] width) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String gap = " ".repeat(width[i] - cells.get(i).length());
            line.append(isText(i) ? cells.get(i) + gap : gap + cells.get(i)).append("  ");
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        int widest = head.get(column).length();
        for (var line : lines) widest = Math.max(widest, line.get(column).length());
        return widest;
    }

    private boolean isText(int column) {
        return column < 2 || column == head.size() - 1;
    }

    private static Optional<Double> value(List<Row> group, String metric) {
        return group.stream()
                .filter(row -> row.metric().equals(metric))
                .findFirst()
                .map(Row::value);
    }

    /// The limit of the same bench; `fanout`'s speaks HTTP-FLV only, so the other ways out are held against that one.
    private static Optional<String> timesLimit(double value, Key key, List<Row> rows) {
        if (key.subject.equals(LIMIT)) return Optional.empty();
        return limits(key, rows)
                .filter(row -> row.bench().equals(key.bench))
                .findFirst()
                .or(() -> limits(key, rows).findFirst())
                .map(limit -> Cell.of(value / limit.value()));
    }

    private static Stream<Row> limits(Key key, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.subject().equals(LIMIT) && row.metric().equals(COST))
                .filter(row -> row.n() == key.n && row.flushMs() == key.flushMs && row.value() > 0);
    }

    private static String notes(List<Row> group) {
        var notes = new TreeSet<String>();
        group.forEach(row -> row.note().ifPresent(notes::add));
        return String.join("; ", notes);
    }

    private record Key(String bench, String subject, int flushMs, int n) {
        static Key of(Row row) {
            return new Key(row.bench(), row.subject(), row.flushMs(), row.n());
        }
    }
}
