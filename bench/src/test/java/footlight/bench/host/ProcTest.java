package footlight.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcTest {
    @Test
    void aNameWithSpacesAndParenthesesDoesNotShiftTheFields() {
        String stat = "4242 (a (b) c 9 9) S 1 4242 4242 0 -1 4194304 1000 0 3 0 100 20 3 4 20 0 31 0 99 1 2 3";
        assertThat(Usage.cpuTicks(stat)).isEqualTo(127);
    }

    @Test
    void residentMemoryIsReadInKib() {
        assertThat(Usage.rssKib(List.of("Name:\tjava", "VmRSS:\t   65432 kB", "RssAnon:\t 5 kB")))
                .isEqualTo(65432);
        assertThat(Usage.rssKib(List.of("Name:\tending"))).isZero();
    }

    @Test
    void thisProcessHasUsedSomething() {
        var usage = Usage.of(List.of(ProcessHandle.current().pid()));
        assertThat(usage.rssKib()).isGreaterThan(1000);
        assertThat(usage.cpuTicks()).isPositive();
    }

    @Test
    void aProcessThatIsGoneCountsNothing() {
        assertThat(Usage.of(List.of(Long.MAX_VALUE))).isEqualTo(new Usage(0, 0));
    }

    @Test
    void theHostsTimeIsSplitIntoProcessesInterruptsStolenAndIdle() {
        var before = HostLoad.parse("cpu  100 10 50 1000 40 1 2 5 0 0");
        var after = HostLoad.parse("cpu  150 20 80 1080 50 3 8 15 0 0");
        var during = after.since(before);
        assertThat(during).isEqualTo(new HostLoad(90, 8, 10, 90));
        assertThat(during.busyShare()).isCloseTo(98.0 / 198, within(1e-9));
        assertThat(during.stolenShare()).isCloseTo(10.0 / 198, within(1e-9));
    }
}
