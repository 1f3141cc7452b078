package footlight.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryAmountTest {
    private static final long CEILING = 1000 << 20;

    private static long of(String text) {
        return Kinds.MEMORY.read().apply(text).of(CEILING);
    }

    @Test
    void aSizeIsTakenAsItIsAndAPercentageOfWhatThereIs() {
        assertThat(of("64MB")).isEqualTo(64 << 20);
        assertThat(of("50%")).isEqualTo(500 << 20);
        assertThat(of("1 %")).isEqualTo(10 << 20);
    }

    @Test
    void roomForWhatComesInAndGoesOutIsAlwaysLeft() {
        assertThat(of("900GB")).isEqualTo(750 << 20);
        assertThat(of("75%")).isEqualTo(750 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "76%", "-5%", "%", "half", "50%%", "5 0%", "1.5%", "9999999999%", ""})
    void whatIsNoAmountIsRefused(String text) {
        assertThatThrownBy(() -> of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thisProcessHasACeiling() {
        assertThat(MemoryAmount.ceilingBytes()).isPositive();
    }
}
