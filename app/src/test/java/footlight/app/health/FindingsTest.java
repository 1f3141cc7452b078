package footlight.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aPortIsToldWithWhoHoldsIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(PortLook.holder(taken.getLocalPort(), false)).hasValueSatisfying(who -> assertThat(who)
                    .contains("(process " + ProcessHandle.current().pid() + ")"));
        }
    }

    @Test
    void clocksMayDifferByWhatTheQuestionTook() {
        assertThat(OutsideLook.skew("theirs", NOON.plusSeconds(3), NOON, NOON.plusSeconds(8))
                        .state())
                .isEqualTo(Finding.State.WELL);
        Finding behind = OutsideLook.skew("theirs", NOON.plusSeconds(90), NOON, NOON.plusSeconds(1));
        assertThat(behind.state()).isEqualTo(Finding.State.WRONG);
        assertThat(behind.sentence()).isEqualTo("This machine's clock is 89 s behind theirs.");
        assertThat(OutsideLook.skew("theirs", NOON.minusSeconds(60), NOON, NOON).sentence())
                .isEqualTo("This machine's clock is 60 s ahead of theirs.");
    }

    @Test
    void aFullDiskIsWrongAndAnAlmostFullOneIsTold() {
        long mb = 1 << 20;
        assertThat(MachineLook.disk(folder, 100 * mb, 10_000 * mb).state()).isEqualTo(Finding.State.WRONG);
        assertThat(MachineLook.disk(folder, 500 * mb, 10_000 * mb).state()).isEqualTo(Finding.State.TELL);
        assertThat(MachineLook.disk(folder, 5_000 * mb, 10_000 * mb).state()).isEqualTo(Finding.State.WELL);
    }

    @Test
    void aSecretThatOthersCanReadIsWrong() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path secret = Files.writeString(folder.resolve("secret.key"), "s");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertThat(MachineLook.folder(folder).state()).isEqualTo(Finding.State.WELL);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Finding open = MachineLook.folder(folder);
        assertThat(open.state()).isEqualTo(Finding.State.WRONG);
        assertThat(open.remedy()).contains("chmod 600");
    }
}
