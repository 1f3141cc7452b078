package footlight.app.ports;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.PublishAnswer;
import footlight.engine.PublishRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PublishRateTest {
    private final AtomicLong nanos = new AtomicLong();
    private int asked;
    private int admitted;
    private final PublishRate rate = new PublishRate(
            (_, answer) -> {
                asked++;
                answer.accept(new PublishAnswer.Admitted("night"));
            },
            nanos::get);

    private void tries(int times, String address) {
        PublishRequest request =
                new PublishRequest("rtmp", "live", "sk_x", new InetSocketAddress(InetAddress.ofLiteral(address), 4000));
        for (int i = 0; i < times; i++)
            rate.ask(request, answer -> admitted += answer instanceof PublishAnswer.Admitted ? 1 : 0);
    }

    @Test
    void whoTriesKeysAllTheTimeIsRefusedWithoutAskingAndOthersAreNot() {
        tries(10_000, "192.0.2.1");
        assertThat(asked).isEqualTo(PublishRate.AT_ONCE);
        tries(1, "192.0.2.2");
        assertThat(admitted).isEqualTo(PublishRate.AT_ONCE + 1);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        tries(10_000, "192.0.2.1");
        assertThat(admitted).isEqualTo(PublishRate.AT_ONCE + 21);
    }

    @Test
    void aLineWithManyAddressesIsOne() {
        for (int i = 0; i < 1000; i++) tries(1, "2001:db8::" + Integer.toHexString(i));
        assertThat(asked).isEqualTo(PublishRate.AT_ONCE);
    }

    @Test
    void thisMachinesOwnMayTryAsTheyLike() {
        tries(1000, "127.0.0.1");
        assertThat(admitted).isEqualTo(1000);
    }
}
