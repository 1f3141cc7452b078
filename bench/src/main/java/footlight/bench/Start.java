package footlight.bench;

import footlight.bench.host.Child;
import footlight.bench.host.Home;
import footlight.bench.host.Jvm;
import footlight.bench.host.Ports;
import footlight.bench.host.Scratch;
import footlight.bench.report.Row;
import footlight.bench.subject.Flush;
import footlight.bench.subject.FootlightProgram;
import footlight.bench.subject.Postgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Time from the command to the first answer (`port_ms`) and to readiness (`ready_ms`), the middle of several
/// trials: Footlight on a data folder that it has used before, beside what no Java server and no PostgreSQL
/// can be faster than. `n` is the number of trials.
record Start(Home home, Options options, PrintStream say) {
    private static final Duration MOST = Duration.ofSeconds(90);

    void run(Consumer<Row> found) throws IOException {
        Path folder = Scratch.make(home, "start");
        boolean footlight = attempt("footlight", () -> footlight(folder, found));
        boolean hello = attempt("jvm-hello", () -> hello(folder, found));
        boolean postgres = attempt("pg_ctl", () -> postgres(folder, found));
        if (footlight && hello && postgres) Scratch.delete(folder);
    }

    /// False when it failed, and its logs are of use.
    private boolean attempt(String subject, Trial trial) {
        if (!options.wants(subject)) return true;
        say.println("start " + subject);
        try {
            trial.run();
            return true;
        } catch (IOException e) {
            say.println(subject + ": FAILED, " + e.getMessage());
            return false;
        }
    }

    private void footlight(Path folder, Consumer<Row> found) throws IOException {
        var program = FootlightProgram.on(home, folder.resolve("data"), Flush.FRAME);
        // The first start makes the data folder; it is not counted.
        try (var first = program.serve(folder, List.of())) {
            first.await("readiness", MOST, () -> program.status("/readyz") == 200);
        }
        var port = new ArrayList<Double>();
        var ready = new ArrayList<Double>();
        for (int i = 0; i < trials(); i++) {
            long begin = System.nanoTime();
            try (var child = program.serve(folder, List.of())) {
                child.await("an answer", MOST, () -> program.status("/") > 0);
                port.add(msSince(begin));
                child.await("readiness", MOST, () -> program.status("/readyz") == 200);
                ready.add(msSince(begin));
            }
        }
        report("footlight", "port_ms", port, found);
        report("footlight", "ready_ms", ready, found);
    }

    private void hello(Path folder, Consumer<Row> found) throws IOException {
        var port = new ArrayList<Double>();
        for (int i = 0; i < trials(); i++) {
            int number = Ports.free();
            var command = new ArrayList<>(Jvm.command(Hello.class.getName()));
            command.add(Integer.toString(number));
            long begin = System.nanoTime();
            try (var child = Child.start("hello", folder, Map.of(), command)) {
                child.await("an answer", MOST, () -> Ports.answers(number));
                port.add(msSince(begin));
            }
        }
        report("jvm-hello", "port_ms", port, found);
    }

    private void postgres(Path folder, Consumer<Row> found) throws IOException {
        var postgres = Postgres.make(home, folder);
        postgres.start();
        postgres.stop();
        var ready = new ArrayList<Double>();
        for (int i = 0; i < trials(); i++) {
            long begin = System.nanoTime();
            postgres.start();
            ready.add(msSince(begin));
            postgres.stop();
        }
        report("pg_ctl", "ready_ms", ready, found);
    }

    private int trials() {
        return options.quick() ? 3 : 7;
    }

    private void report(String subject, String metric, List<Double> trials, Consumer<Row> found) {
        Collections.sort(trials);
        double middle = trials.get(trials.size() / 2);
        found.accept(new Row("start", subject, trials.size(), 0, metric, middle, "ms", Optional.empty()));
    }

    private static double msSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    @FunctionalInterface
    private interface Trial {
        void run() throws IOException;
    }
}
