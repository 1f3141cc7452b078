package footlight.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a process and all below it have used so far, from `/proc`. `cpuTicks` counts user and system time
/// and that of children already waited for; `rssKib` is resident memory, direct buffers included.
/// Source: proc(5), `/proc/pid/stat` and `/proc/pid/status`.
public record Usage(long cpuTicks, long rssKib) {
    /// USER_HZ, the unit of `/proc`: 100 on every Linux that Java runs on.
    public static final double TICKS_PER_SECOND = 100;

    public static Usage of(List<Long> pids) {
        Set<Long> tree = new LinkedHashSet<>(pids);
        for (long pid : pids)
            ProcessHandle.of(pid).ifPresent(handle -> handle.descendants().forEach(child -> tree.add(child.pid())));
        long ticks = 0;
        long kib = 0;
        for (long pid : tree) {
            Usage one = alone(Path.of("/proc", Long.toString(pid)));
            ticks += one.cpuTicks;
            kib += one.rssKib;
        }
        return new Usage(ticks, kib);
    }

    private static Usage alone(Path process) {
        try {
            return new Usage(
                    cpuTicks(Files.readString(process.resolve("stat"))),
                    rssKib(Files.readAllLines(process.resolve("status"))));
        } catch (IOException e) {
            return new Usage(0, 0); // It ended between the listing and the look.
        }
    }

    public double cpuSecondsSince(Usage earlier) {
        return (cpuTicks - earlier.cpuTicks) / TICKS_PER_SECOND;
    }

    /// The name in parentheses may hold spaces and parentheses itself; the fields are counted from the last one.
    static long cpuTicks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
        long ticks = 0;
        for (int i = 11; i <= 14; i++) ticks += Long.parseLong(fields[i]);
        return ticks;
    }

    static long rssKib(List<String> status) {
        for (String line : status) if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", ""));
        return 0; // A process that is ending has none.
    }
}
