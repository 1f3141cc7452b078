package footlight.app.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table "what was seen" in `docs/protocols.md`, between two marks. Rows seen anew replace those of the same
/// program and way; the others stay.
final class SeenTable {
    private static final String BEGIN = "<!-- What was seen: written by `./footlight test --clients --write`. -->";
    private static final String END = "<!-- End of what was seen. -->";

    private SeenTable() {}

    static String markdown(Collection<Seen> rows) {
        StringBuilder text = new StringBuilder();
        for (Seen.Side side : Seen.Side.values()) {
            text.append("\n### ").append(side.heading).append(" was seen with\n\n");
            text.append("| program | way | what was seen |\n|---|---|---|\n");
            rows.stream()
                    .filter(row -> row.side() == side)
                    .sorted(Comparator.comparing(Seen::program, String.CASE_INSENSITIVE_ORDER)
                            .thenComparing(Seen::way))
                    .forEach(row -> text.append("| ")
                            .append(row.program())
                            .append(" | ")
                            .append(row.way())
                            .append(" | ")
                            .append(row.result().replace("|", "\\|"))
                            .append(" |\n"));
        }
        return text.append('\n').toString();
    }

    static void write(Path page, Collection<Seen> seen) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) throw new IOException(page + " has lost the marks of the table");
        int inside = begin + BEGIN.length();
        Map<String, Seen> rows = new LinkedHashMap<>();
        for (Seen row : read(text.substring(inside, end))) rows.put(row.key(), row);
        for (Seen row : seen) rows.put(row.key(), row);
        Files.writeString(page, text.substring(0, inside) + "\n" + markdown(rows.values()) + text.substring(end));
    }

    static List<Seen> read(String markdown) {
        List<Seen> rows = new ArrayList<>();
        Seen.Side side = Seen.Side.PUBLISHES;
        for (String line : markdown.lines().toList()) {
            for (Seen.Side each : Seen.Side.values()) if (line.startsWith("### " + each.heading)) side = each;
            boolean row = line.startsWith("| ") && line.endsWith(" |") && !line.startsWith("| program |");
            if (!row) continue;
            String[] cells = line.substring(2, line.length() - 2).split(" \\| ", 3);
            if (cells.length == 3) rows.add(new Seen(side, cells[0], cells[1], cells[2].replace("\\|", "|")));
        }
        return rows;
    }
}
