package footlight.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ProgramsTest {
    @Test
    void findsAProgramOnThePath() {
        Programs programs = new Programs(Map.of("PATH", "/nowhere:/bin"));
        assertThat(programs.find("sh", "dash")).hasFileName("sh");
    }

    @Test
    void aMissingProgramSkipsTheTestAndNamesItsPackage() {
        Programs programs = new Programs(Map.of("PATH", "/nowhere"));
        assertThatThrownBy(() -> programs.find("obs", "obs-studio"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("SKIPPED (apt install obs-studio): needs obs");
    }

    @Test
    void aMissingProgramFailsTheTestWhereAllMustRun() {
        Programs programs = new Programs(Map.of("PATH", "/nowhere", "FOOTLIGHT_TEST_ALL", "1"));
        assertThatThrownBy(() -> programs.find("obs", "obs-studio"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt install obs-studio");
    }
}
