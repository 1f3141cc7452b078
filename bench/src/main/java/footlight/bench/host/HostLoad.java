package footlight.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The whole machine's processor time in ticks, from the first line of `/proc/stat`: what ran in processes,
/// what ran in interrupts, what another machine of the same host stole, and the rest. Source: proc(5).
public record HostLoad(long processes, long interrupts, long stolen, long idle) {
    public static HostLoad now() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return parse(lines.findFirst().orElseThrow(() -> new IOException("/proc/stat is empty")));
        }
    }

    static HostLoad parse(String line) {
        long[] f = Stream.of(line.trim().split("\\s+"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return new HostLoad(f[0] + f[1] + f[2], f[5] + f[6], f[7], f[3] + f[4]);
    }

    public HostLoad since(HostLoad earlier) {
        return new HostLoad(
                processes - earlier.processes,
                interrupts - earlier.interrupts,
                stolen - earlier.stolen,
                idle - earlier.idle);
    }

    public double busyShare() {
        return share(processes + interrupts);
    }

    public double stolenShare() {
        return share(stolen);
    }

    private double share(long ticks) {
        long all = LongStream.of(processes, interrupts, stolen, idle).sum();
        return all == 0 ? 0 : (double) ticks / all;
    }
}
