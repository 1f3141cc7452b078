package footlight.app.badday;

import footlight.app.running.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How much a server process holds.
///
/// @param residentBytes of the process, everything counted
/// @param heapBytes alive in the Java heap, after a collection
record Vitals(long residentBytes, long heapBytes) {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    /// Collects the garbage of process `pid` and looks. The collection also makes Netty's leak detector speak.
    static Vitals of(long pid) throws Exception {
        asked(pid, "GC.run");
        long heap = asked(pid, "GC.heap_info").lines().stream()
                .map(Run.Line::text)
                .filter(line -> line.contains("garbage-first heap") && line.contains("used "))
                .map(line -> line.replaceFirst(".*used ([0-9]+)K.*", "$1"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
        return new Vitals(resident(pid), heap * 1024);
    }

    static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static Run asked(long pid, String what) throws Exception {
        try (Run run = Run.start(List.of(JCMD.toString(), Long.toString(pid), what))) {
            if (run.end(Duration.ofSeconds(60)) != 0) throw new IOException(what + " failed" + run.lastWords());
            return run;
        }
    }

    @Override
    public String toString() {
        return residentBytes / (1 << 20) + " MiB resident, " + heapBytes / (1 << 20) + " MiB of it live heap";
    }
}
