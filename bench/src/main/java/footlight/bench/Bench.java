package footlight.bench;

import footlight.bench.host.Home;
import footlight.bench.report.Page;
import footlight.bench.report.Row;
import footlight.bench.report.Table;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// `footlight bench NAME`: measures on this machine, prints a table or JSON lines on standard output, and says
/// on standard error what it is doing. Ends with 0, 1 when nothing could be measured, 2 for a wrong command line.
public final class Bench {
    private Bench() {}

    public static void main(String[] words) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // What libraries log must not come between JSON lines.
        System.exit(run(List.of(words), out, System.err));
    }

    private static int run(List<String> words, PrintStream out, PrintStream say) {
        if (words.contains("--help")) {
            out.print(Options.USAGE);
            return 0;
        }
        try {
            var options = Options.parse(words);
            var rows = new ArrayList<Row>();
            Consumer<Row> found = row -> {
                rows.add(row);
                if (options.json()) out.println(row.toJson());
            };
            measure(options, found, say);
            if (rows.isEmpty()) {
                say.println("bench: nothing was measured");
                return 1;
            }
            if (!options.json()) out.print(Table.of(rows).text());
            if (options.write().isPresent()) write(options, options.write().get(), rows);
            return 0;
        } catch (IllegalArgumentException e) {
            say.println("bench: " + e.getMessage());
            say.print(Options.USAGE);
            return 2;
        } catch (IOException e) {
            say.println("bench: " + e.getMessage());
            return 1;
        }
    }

    private static void measure(Options options, Consumer<Row> found, PrintStream say) throws IOException {
        if (options.from().isPresent()) {
            for (String line : Files.readAllLines(options.from().get()))
                if (!line.isBlank()) found.accept(Row.fromJson(line));
            return;
        }
        var home = Home.ofThisBuild();
        switch (options.bench()) {
            case "fanout" -> new Fanout(Rig.of(home, options, say)).run(found);
            case "hls" -> new Hls(Rig.of(home, options, say)).run(found);
            case "ingest" -> new Ingest(Rig.of(home, options, say)).run(found);
            case "api" -> new Api(home, options, say).run(found);
            case "start" -> new Start(home, options, say).run(found);
            default ->
                throw new IllegalArgumentException(
                        "there is no bench " + options.bench() + ": fanout, hls, ingest, api or start");
        }
    }

    private static void write(Options options, Path page, List<Row> rows) throws IOException {
        String how = (options.quick() ? "A quick run" : "A full run") + ". " + Machine.facts(Clock.systemUTC());
        new Page(page).write(options.bench(), how + "\n\n" + Table.of(rows).markdown());
    }
}
