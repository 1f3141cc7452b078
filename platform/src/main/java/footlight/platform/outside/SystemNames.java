package footlight.platform.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// As this machine finds names. On a few threads of its own: the look-up is the system's, cannot be ended from outside,
/// and would hold the processor's thread under a virtual one.
final class SystemNames implements Names {
    private static final int THREADS = 8;
    private static final int WAITING = 256;
    private static final int IDLE_SECONDS = 30;

    private final ExecutorService threads = threads();

    @Override
    public List<InetAddress> of(String host, Duration within) throws UnknownHostException, TimeoutException {
        Future<InetAddress[]> look;
        try {
            look = threads.submit(() -> InetAddress.getAllByName(host));
        } catch (RejectedExecutionException full) {
            throw new TimeoutException("too many names are looked up");
        }
        try {
            return List.of(look.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownHostException unknown) throw unknown;
            throw new UnknownHostException(host);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("stopped");
        } finally {
            look.cancel(false);
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("names-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
