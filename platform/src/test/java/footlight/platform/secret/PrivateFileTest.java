package footlight.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir
    Path folder;

    @Test
    void aNewFileAndItsNameAreOnTheDiskWhenItIsSaidToBeWritten() throws Exception {
        Path file = folder.resolve("secret.key");
        Path events = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
            recording.start();
            PrivateFile.write(file, new byte[] {1, 2, 3});
            recording.stop();
            recording.dump(events);
        }
        assertThat(RecordingFile.readAllEvents(events))
                .extracting(event -> event.getString("path"))
                .containsSubsequence(file + ".new", folder.toString());
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
