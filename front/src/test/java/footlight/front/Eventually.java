package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// For facts that another thread makes true a little later.
public final class Eventually {
    private Eventually() {}

    public interface Fact {
        boolean holds() throws Exception;
    }

    public static void holds(Fact fact) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!fact.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
