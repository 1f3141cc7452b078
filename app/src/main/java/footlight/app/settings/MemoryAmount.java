package footlight.app.settings;

import java.lang.management.ManagementFactory;

/// So much memory: a number of bytes, or a part of what this process may hold outside its heap.
public sealed interface MemoryAmount {
    /// @param bytes as chosen, however much there is
    record Bytes(long bytes) implements MemoryAmount {}

    /// @param percent 1 to 75: the rest is for what comes in and goes out
    record Part(int percent) implements MemoryAmount {}

    /// In bytes, where the process may hold `ceilingBytes` in all. Never more than three quarters of that: over the
    /// ceiling nothing could be received any more.
    default long of(long ceilingBytes) {
        long most = ceilingBytes / 4 * 3;
        return switch (this) {
            case Bytes(long bytes) -> Math.min(bytes, most);
            case Part(int percent) -> Math.min(ceilingBytes / 100 * percent, most);
        };
    }

    /// What this process may hold outside its heap: `-XX:MaxDirectMemorySize`, which is the heap's own limit unless
    // set.
    static long ceilingBytes() {
        var hotSpot = ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class);
        long chosen = Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
        return chosen > 0 ? chosen : Runtime.getRuntime().maxMemory();
    }
}
