package footlight.platform.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.platform.running.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCheckTest {
    @ParameterizedTest
    @CsvSource({"140012, 14.12", "130000, 13.0", "90624, 9.6.24"})
    void aServerThatIsTooOldIsRefusedByItsVersion(int version, String named) {
        assertThatThrownBy(() -> new ServerCheck(version, "UTF8", false).refuse())
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("is PostgreSQL " + named + ", and Footlight needs 15 or newer");
    }

    @Test
    void aStandbyIsRefused() {
        assertThatThrownBy(() -> new ServerCheck(180_000, "UTF8", true).refuse())
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("standby");
    }

    @Test
    void aServerThatWillDoIsTaken() {
        assertThatCode(() -> new ServerCheck(150_000, "UTF8", false).refuse()).doesNotThrowAnyException();
        assertThatCode(() -> TestPostgres.fresh().close()).doesNotThrowAnyException();
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithItsPort() {
        assertThatThrownBy(() -> Database.open("jdbc:postgresql://127.0.0.1:1/footlight", "u", "hush"))
                .isInstanceOf(DatabaseUnusable.class)
                .hasMessageContaining("No PostgreSQL answers at 127.0.0.1:1 (Connection to 127.0.0.1:1 refused")
                .hasMessageNotContaining("hush");
    }
}
