package footlight.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {
    @Test
    void theTotalOfTheHistogramIsTaken() throws IOException {
        String histogram = """
                77:
                 num     #instances         #bytes  class name (module)
                   1:         21450        1048576  [B (java.base@25)
                Total        100321        6291456
                """;
        assertThat(LiveHeap.kib(histogram)).isEqualTo(6144);
    }

    @Test
    void aRunningJvmCanBeAsked() throws IOException {
        assertThat(LiveHeap.kib(ProcessHandle.current().pid())).isGreaterThan(500);
    }

    @Test
    void anAnswerWithoutATotalIsRefused() {
        assertThatThrownBy(() -> LiveHeap.kib("AttachNotSupportedException"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("AttachNotSupportedException");
    }
}
