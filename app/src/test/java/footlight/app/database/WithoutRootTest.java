package footlight.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutRootTest {
    @TempDir
    Path dataDir;

    @Test
    void linksInTheDatabasesFolderAreGivenAwayAndNotWhatTheyPointAt() throws Exception {
        Path folder = Files.createDirectories(dataDir.resolve("database"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), dataDir.resolve("nothing is here"));
        String self = Files.getOwner(folder).getName();
        // Following the link would fail, for it leads nowhere.
        new WithoutRoot(List.of(), self).own(folder);
        assertThat(Files.getOwner(link, LinkOption.NOFOLLOW_LINKS).getName()).isEqualTo(self);
    }
}
