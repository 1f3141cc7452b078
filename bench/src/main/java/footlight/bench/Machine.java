package footlight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;

/// What a reader must know of the machine to judge a figure.
final class Machine {
    private Machine() {}

    static String facts(Clock clock) throws IOException {
        return "%s; %d cores of %s; Linux %s; Java %s."
                .formatted(
                        LocalDate.now(clock),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
