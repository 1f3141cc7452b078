package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The clients for Java and TypeScript, by their own tests, at a running platform. What the TypeScript client's types
/// let through is looked at with the pages' types.
@Timeout(240)
class ClientsTest {
    private static final Path CLIENTS =
            Path.of("..", "clients").toAbsolutePath().normalize();
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    @Test
    void theJavaClientIsGeneratedAndDoesWhatItSays() throws Exception {
        Path document =
                Files.write(folder.resolve("openapi.json"), ApiDocument.read().json());
        assertThat(run("sh", CLIENTS.resolve("java/test.sh").toString(), document.toString()))
                .contains("The Java client works.");
    }

    @Test
    void theTypeScriptClientDoesWhatItSays() throws Exception {
        String node = Programs.need("node", "nodejs").toString();
        String said = run(
                node,
                "--test",
                "--test-reporter=tap",
                CLIENTS.resolve("typescript/test/client.test.mjs").toString());
        assertThat(said).contains("# pass 2", "# fail 0", "# skipped 0");
    }

    /// What it said; a clean end is demanded.
    private String run(String... command) throws IOException, InterruptedException {
        House house = new House(RUNNING);
        Path words = folder.resolve("said");
        ProcessBuilder program = new ProcessBuilder(List.copyOf(Arrays.asList(command)))
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().put("FOOTLIGHT_SERVER", RUNNING.url());
        program.environment().put("FOOTLIGHT_CHANNEL", house.channel);
        program.environment().put("FOOTLIGHT_KEY", house.keySecret("shows:write", "live"));
        Process process = program.start();
        int status = process.waitFor();
        String said = Files.readString(words, StandardCharsets.UTF_8);
        assertThat(status).as(said).isZero();
        return said;
    }
}
