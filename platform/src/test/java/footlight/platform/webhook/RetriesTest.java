package footlight.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {
    @Test
    void areSoonAtFirstAndLastForThreeDays() {
        for (double chance : new double[] {0, 0.5, 0.999}) {
            Retries retries = new Retries(() -> chance);
            Duration all = Duration.ZERO;
            int failures = 1;
            for (Optional<Duration> pause = retries.pause(1, 0);
                    pause.isPresent();
                    pause = retries.pause(++failures, 0)) all = all.plus(pause.get());
            assertThat(failures).isEqualTo(11);
            assertThat(all).isBetween(Duration.ofHours(67), Duration.ofHours(77));
            assertThat(retries.pause(1, 0).orElseThrow()).isBetween(Duration.ofMillis(4_700), Duration.ofMillis(5_300));
        }
    }

    @Test
    void heedWhatTheReceiverAsksForWithinADay() {
        Retries retries = new Retries(() -> 0.5);
        assertThat(retries.pause(1, 90)).contains(Duration.ofSeconds(90));
        assertThat(retries.pause(2, 1)).contains(Duration.ofMinutes(1));
        assertThat(retries.pause(1, 999_999_999)).contains(Duration.ofHours(24));
        assertThat(retries.pause(1, -5)).contains(Duration.ofSeconds(5));
        assertThat(retries.pause(11, 90)).isEmpty();
    }
}
