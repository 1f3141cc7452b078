package footlight.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
    /// The example of the specification's reference libraries of Standard Webhooks.
    @Test
    void signsAsTheSpecificationSays() {
        WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everyOneIsNewAndLongEnough() {
        SecureRandom random = new SecureRandom();
        WebhookSecret secret = WebhookSecret.fresh(random);
        assertThat(secret.text()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.text().substring(6))).hasSize(32);
        assertThat(WebhookSecret.fresh(random)).isNotEqualTo(secret);
        assertThat(secret.toString()).doesNotContain(secret.text());
    }
}
