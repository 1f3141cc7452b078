package footlight.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {
    @TempDir
    Path dataDir;

    @Test
    void nothingIsWrittenThroughALinkThatAnotherUserLeftInTheFolder() throws IOException {
        Path precious = Files.writeString(dataDir.resolve("precious"), "do not touch");
        ClusterFolder folder = ClusterFolder.in(dataDir);
        Files.createSymbolicLink(folder.path().resolve("port"), precious);
        Files.createSymbolicLink(folder.path().resolve("port.new"), precious);
        folder.keepPort(5433);
        assertThat(folder.lastPort()).contains(5433);
        assertThat(precious).hasContent("do not touch");
        assertThat(Files.isRegularFile(folder.path().resolve("port"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void theSecretIsMadeOnce() throws IOException {
        String secret = ClusterFolder.in(dataDir).secret();
        assertThat(secret).hasSize(48);
        assertThat(ClusterFolder.in(dataDir).secret()).isEqualTo(secret);
    }
}
