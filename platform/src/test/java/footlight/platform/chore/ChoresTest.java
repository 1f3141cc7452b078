package footlight.platform.chore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChoresTest {
    private static final Duration NEVER_HERE = Duration.ofHours(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Chores chores = new Chores(timer);

    @AfterEach
    void close() {
        chores.close();
        timer.shutdownNow();
    }

    @Test
    void workIsDoneAgainAfterAFault() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        chores.every(Duration.ofMillis(5), "faulty", () -> {
            twice.countDown();
            throw new IllegalStateException("on purpose");
        });
        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsWantedWhileItIsDoneIsDoneOnceMoreAndNeverTwiceAtOnce() throws Exception {
        Semaphore begun = new Semaphore(0);
        Semaphore goOn = new Semaphore(0);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable now = chores.every(NEVER_HERE, "held", () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            begun.release();
            goOn.acquireUninterruptibly();
            atOnce.decrementAndGet();
        });
        now.run();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        now.run();
        now.run();
        now.run();
        goOn.release();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        goOn.release(5);
        now.run();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isOne();
    }

    @Test
    void whatManyAskForRestsAndIsDoneOnceForAllOfThem() throws Exception {
        Semaphore begun = new Semaphore(0);
        BlockingQueue<Runnable> rests = new LinkedBlockingQueue<>();
        try (var kept = new ScheduledThreadPoolExecutor(1) {
                    @Override
                    public ScheduledFuture<?> schedule(Runnable afterRest, long delay, TimeUnit unit) {
                        rests.add(afterRest);
                        return super.schedule(() -> {}, 0, unit);
                    }
                };
                Chores resting = new Chores(kept)) {
            Runnable now = resting.every(NEVER_HERE, Duration.ofSeconds(1), "asked for", begun::release);
            now.run();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            Runnable firstRest = rests.take();
            for (int i = 0; i < 100; i++) now.run();
            assertThat(begun.availablePermits()).isZero();
            firstRest.run();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            rests.take().run();
            assertThat(begun.availablePermits()).isZero();
            now.run();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
