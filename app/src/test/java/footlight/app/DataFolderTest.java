package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        Path fresh = folder.resolve("deep/data");
        DataFolder.open(fresh).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void isHeldByOneAtATime() {
        try (DataFolder held = DataFolder.open(folder)) {
            assertThat(held.path()).isEqualTo(folder.toAbsolutePath());
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("another Footlight is using");
        }
        DataFolder.open(folder).close();
    }

    @Test
    void aPathThatCannotBeAFolderIsRefusedWithItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("data.dir is");
    }
}
