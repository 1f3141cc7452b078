package footlight.front.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");
    private final RequestRate rate = new RequestRate(2, 3);

    private static long millis(long value) {
        return TimeUnit.MILLISECONDS.toNanos(value);
    }

    @Test
    void aBurstIsTakenAndThenThePaceIsKept() {
        for (int i = 0; i < 3; i++) assertThat(rate.take(HOME, 0)).isZero();
        assertThat(rate.take(HOME, 0)).isEqualTo(millis(500));
        assertThat(rate.take(HOME, millis(300))).isEqualTo(millis(200));
        assertThat(rate.take(HOME, millis(500))).isZero();
        assertThat(rate.take(HOME, millis(500))).isPositive();
    }

    @Test
    void askingInVainCostsNothingFurther() {
        for (int i = 0; i < 1_000; i++) rate.take(HOME, 0);
        assertThat(rate.take(HOME, millis(500))).isZero();
    }

    @Test
    void aLongRestGivesABurstAndNoMore() {
        for (int i = 0; i < 3; i++) rate.take(HOME, 0);
        for (int i = 0; i < 3; i++)
            assertThat(rate.take(HOME, millis(3_600_000))).isZero();
        assertThat(rate.take(HOME, millis(3_600_000))).isPositive();
    }

    @Test
    void oneLineOfIpv6IsOneCallerHoweverItNamesItself() {
        for (int i = 0; i < 3; i++) rate.take(InetAddress.ofLiteral("2001:db8:1:1::" + i), 0);
        assertThat(rate.take(InetAddress.ofLiteral("2001:db8:1:1:ffff::1"), 0)).isPositive();
        assertThat(rate.take(InetAddress.ofLiteral("2001:db8:1:2::1"), 0)).isZero();
    }

    @Test
    void aFloodFromEverywhereKeepsMemoryBounded() {
        for (int i = 0; i < 250_000; i++) {
            rate.take(InetAddress.ofLiteral("10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255)), i);
        }
        assertThat(rate.size()).isLessThan(110_000);
    }
}
