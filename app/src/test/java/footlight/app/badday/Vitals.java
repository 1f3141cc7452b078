package footlight.app.badday;

import footlight.app.running.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much a server process holds.
///
/// @param residentBytes of the process, everything counted
/// @param heapBytes alive in the Java heap, after a collection
/// @param directBytes of direct buffers, Netty's pools included, whether in use or kept for the next
/// @param threads of the platform
record Vitals(long residentBytes, long heapBytes, long directBytes, int threads) {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final int MIB = 1 << 20;
    private static final Pattern HEAP = Pattern.compile("garbage-first heap .*used ([0-9]+)K");
    /// What native memory tracking files direct buffers under.
    private static final Pattern DIRECT = Pattern.compile("Other \\(reserved=[0-9]+KB, committed=([0-9]+)KB");

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*([0-9]+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s*([0-9]+)");

    /// Collects the garbage of process `pid` and looks. The collection also makes Netty's leak detector speak.
    static Vitals of(long pid) throws Exception {
        asked(pid, "GC.run");
        long heap = number(asked(pid, "GC.heap_info"), HEAP);
        long direct = number(asked(pid, "VM.native_memory", "summary"), DIRECT);
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        return new Vitals(number(status, RESIDENT) * 1024, heap * 1024, direct * 1024, (int) number(status, THREADS));
    }

    private static long number(String text, Pattern where) throws IOException {
        Matcher found = where.matcher(text);
        if (!found.find()) throw new IOException(where + " is not in: " + text);
        return Long.parseLong(found.group(1));
    }

    private static String asked(long pid, String... what) throws Exception {
        List<String> command = new ArrayList<>(List.of(JCMD.toString(), Long.toString(pid)));
        command.addAll(List.of(what));
        try (Run run = Run.start(command)) {
            if (run.end(Duration.ofSeconds(60)) != 0) throw new IOException(command + " failed" + run.lastWords());
            return String.join("\n", run.lines().stream().map(Run.Line::text).toList());
        }
    }

    @Override
    public String toString() {
        return residentBytes / MIB + " MiB resident, of it " + heapBytes / MIB + " MiB live heap, " + directBytes / MIB
                + " MiB direct buffers; " + threads + " threads";
    }
}
