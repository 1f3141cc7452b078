package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

    private final Strangers strangers = new Strangers();

    @Test
    void whoTriesAgainAndAgainIsToldOncePerFiveSeconds() {
        assertThat(strangers.came("192.0.2.7", NOW)).isPresent();
        assertThat(strangers.came("192.0.2.8", NOW)).as("another address").isPresent();
        for (int second = 1; second < 5; second++)
            assertThat(strangers.came("192.0.2.7", NOW.plusSeconds(second))).isEmpty();
        assertThat(strangers.came("192.0.2.7", NOW.plusSeconds(5)))
                .hasValueSatisfying(told -> assertThat(told.count()).isEqualTo(6));
        assertThat(strangers.lately(NOW.plusSeconds(5)))
                .extracting(RefusedEncoder::from)
                .containsExactly("192.0.2.7", "192.0.2.8");
    }

    @Test
    void theyAreForgottenAfterTenMinutes() {
        strangers.came("192.0.2.7", NOW);
        Duration remembered = Duration.ofMinutes(10);
        assertThat(strangers.lately(NOW.plus(remembered))).hasSize(1);
        assertThat(strangers.lately(NOW.plus(remembered).plusMillis(1))).isEmpty();
    }

    @Test
    void aThousandAddressesTakeTheRoomOfTwenty() {
        for (int i = 0; i < 1000; i++) strangers.came("2001:db8::" + i, NOW);
        assertThat(strangers.lately(NOW))
                .hasSize(20)
                .extracting(RefusedEncoder::from)
                .contains("2001:db8::999");
    }

    @Test
    void whoeverTriesFromManyAddressesIsToldFourTimesASecond() {
        long told = 0;
        for (int i = 0; i < 1000; i++) if (strangers.came("2001:db8::" + i, NOW).isPresent()) told++;
        assertThat(told).isEqualTo(4);
        assertThat(strangers.came("192.0.2.7", NOW.plusSeconds(1))).isPresent();
    }
}
