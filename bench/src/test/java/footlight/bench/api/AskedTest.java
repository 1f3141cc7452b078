package footlight.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AskedTest {
    @Test
    void ofAHundredRequestsFiveMakeAShow() {
        assertThat(Arrays.stream(Asked.Kind.values())
                        .mapToInt(kind -> kind.share)
                        .sum())
                .isEqualTo(100);
        long creates = LongStream.range(0, 100_000)
                .filter(index -> Asked.at(index).kind() == Asked.Kind.CREATE)
                .count();
        assertThat(creates).isBetween(4_700L, 5_300L);
    }

    @Test
    void everyRunAsksTheSame() {
        assertThat(Asked.at(12_345)).isEqualTo(Asked.at(12_345)).isNotEqualTo(Asked.at(12_346));
    }
}
