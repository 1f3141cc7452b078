package footlight.bench.api;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the database was asked, read from its own log (`log_statement = all`, `log_line_prefix = '%p|'`).
/// Source: PostgreSQL 18, 19.8.3 "What to Log".
final class HeardSql {
    private static final Pattern STATEMENT =
            Pattern.compile("(\\d+)\\|LOG:  (?:execute [^:]+|statement): (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETERS = Pattern.compile("\\d+\\|DETAIL:  [Pp]arameters: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'((?:[^']|'')*)')");

    private final Path log;

    HeardSql(Path log) {
        this.log = log;
    }

    /// One statement, its values as text; `BEGIN` and `COMMIT` are statements too.
    ///
    /// @param process of the database server that was asked: one for each connection
    /// @param sql with `?` for each value
    record Heard(int process, String sql, List<@Nullable String> values) {}

    long end() throws IOException {
        return Files.size(log);
    }

    /// Without what the server does on account of it afterwards, when the answer is on its way: all that comes behind
    /// the end of its transaction.
    static List<Heard> untilAnswered(List<Heard> heard) {
        Optional<Heard> first = heard.stream()
                .filter(one -> one.sql().stripLeading().startsWith("insert into show "))
                .findFirst();
        if (first.isEmpty()) return heard;
        Heard end = new Heard(first.get().process(), "COMMIT", List.of());
        return heard.subList(0, heard.indexOf(end) + 1);
    }

    List<Heard> since(long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return read(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    static List<Heard> read(String text) {
        List<Heard> heard = new ArrayList<>();
        for (String entry : entries(text)) {
            Matcher statement = STATEMENT.matcher(entry);
            Matcher parameters = PARAMETERS.matcher(entry);
            if (statement.matches()) {
                heard.add(new Heard(
                        Integer.parseInt(statement.group(1)),
                        statement.group(2).replaceAll("\\$\\d+", "?"),
                        List.of()));
            } else if (parameters.matches() && !heard.isEmpty()) {
                Heard last = heard.removeLast();
                heard.add(new Heard(last.process(), last.sql(), values(parameters.group(1))));
            }
        }
        return heard;
    }

    /// Further lines of an entry begin with a tab.
    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("\t") && !entries.isEmpty())
                entries.add(entries.removeLast() + "\n" + line.substring(1));
            else entries.add(line);
        }
        return entries;
    }

    private static List<@Nullable String> values(String said) {
        List<@Nullable String> values = new ArrayList<>();
        for (Matcher each = PARAMETER.matcher(said); each.find(); )
            values.add(each.group(2).equals("NULL") ? null : each.group(3).replace("''", "'"));
        return values;
    }
}
