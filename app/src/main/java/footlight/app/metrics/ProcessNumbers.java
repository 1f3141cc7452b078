package footlight.app.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process and its JVM, under the names that Prometheus' own client library for Java gives them, so that ready-made
/// dashboards fit.
final class ProcessNumbers {
    private static final Path STATUS = Path.of("/proc/self/statm");
    private static final long PAGE_BYTES = 4096;

    private ProcessNumbers() {}

    static void into(Exposition out) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        out.gauge("process_start_time_seconds", "When the process started, since 1970.", runtime.getStartTime() / 1e3);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            out.counter("process_cpu_seconds_total", "CPU time of the process.", system.getProcessCpuTime() / 1e9);
            out.gauge("process_open_fds", "Open files and sockets.", system.getOpenFileDescriptorCount());
            out.gauge("process_max_fds", "Most that may be open.", system.getMaxFileDescriptorCount());
        }
        resident(out);
        memory(out);
        collections(out);
        out.gauge(
                "jvm_threads_current",
                "Platform threads; virtual ones are not counted.",
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static void resident(Exposition out) {
        try {
            long pages = Long.parseLong(Files.readString(STATUS).split(" ")[1]);
            out.gauge("process_resident_memory_bytes", "Memory that the process holds.", pages * PAGE_BYTES);
        } catch (IOException | RuntimeException notLinux) {
            // Left out where the machine does not tell it.
        }
    }

    private static void memory(Exposition out) {
        var memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        MemoryUsage other = memory.getNonHeapMemoryUsage();
        out.family("jvm_memory_used_bytes", "gauge", "Memory that the JVM uses.");
        out.sample("jvm_memory_used_bytes", heap.getUsed(), "area", "heap");
        out.sample("jvm_memory_used_bytes", other.getUsed(), "area", "nonheap");
        out.family("jvm_memory_max_bytes", "gauge", "Most of it that the JVM may use; -1 for no limit.");
        out.sample("jvm_memory_max_bytes", heap.getMax(), "area", "heap");
        out.sample("jvm_memory_max_bytes", other.getMax(), "area", "nonheap");
        out.family("jvm_buffer_pool_used_bytes", "gauge", "Memory outside the heap, as the JVM counts it.");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class))
            if (!pool.getName().contains(" "))
                out.sample("jvm_buffer_pool_used_bytes", pool.getMemoryUsed(), "pool", pool.getName());
    }

    private static void collections(Exposition out) {
        out.family("jvm_gc_collection_seconds", "summary", "Time that garbage collection took.");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            out.sample("jvm_gc_collection_seconds_count", collector.getCollectionCount(), "gc", collector.getName());
            out.sample("jvm_gc_collection_seconds_sum", collector.getCollectionTime() / 1e3, "gc", collector.getName());
        }
    }
}
