package footlight.bench.api;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Requests that come at their times whatever became of those before: who waits for a late one counts its own delay
/// too, as people's requests do.
final class Pace {
    private Pace() {}

    /// One of those that ask at the same time.
    interface Worker extends AutoCloseable {
        void ask(long index) throws Exception;

        @Override
        void close() throws IOException;
    }

    interface Hiring {
        Worker hire() throws Exception;
    }

    /// @param perSecond how many came to an answer
    record Result(double perSecond, double p50Ms, double p99Ms, int failed) {}

    /// @param rate requests a second; 0 for as many as the workers can, one after the other
    static Result run(int workers, int rate, int requests, long firstIndex, Hiring hiring) throws IOException {
        AtomicLong next = new AtomicLong();
        AtomicInteger failed = new AtomicInteger();
        long[] nanos = new long[requests];
        long begin = System.nanoTime() + 50_000_000;
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("asking-", 0).factory())) {
            var running = IntStream.range(0, workers)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        try (Worker worker = hiring.hire()) {
                            for (long i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                                long due = rate == 0 ? System.nanoTime() : begin + i * 1_000_000_000L / rate;
                                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime())
                                    LockSupport.parkNanos(early);
                                try {
                                    worker.ask(firstIndex + i);
                                } catch (IOException | RuntimeException | java.sql.SQLException failure) {
                                    failed.incrementAndGet();
                                }
                                nanos[(int) i] = System.nanoTime() - due;
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> one : running) one.get();
        } catch (ExecutionException failure) {
            throw new IOException("the load could not be made", failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        return new Result((requests - failed.get()) / seconds, ms(nanos, 0.5), ms(nanos, 0.99), failed.get());
    }

    private static double ms(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }
}
