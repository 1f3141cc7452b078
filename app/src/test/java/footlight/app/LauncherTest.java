package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.Programs;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a person meets it in a shell, as far as it ends by itself.
class LauncherTest {
    @TempDir
    Path folder;

    private record Ended(int status, String words) {}

    @Test
    void helpAndVersionComeAtOnceAndFromAnyFolder() throws Exception {
        String launcher = Path.of("..", "footlight").toRealPath().toString();
        assertThat(run(List.of(launcher, "--help")).words())
                .contains("footlight serve", "footlight demo", "admin show create");
        assertThat(run(List.of(launcher, "--version")).words()).startsWith("Footlight 0.");
        assertThat(run(List.of(launcher, "dance")))
                .isEqualTo(new Ended(2, "footlight: `dance` is no command; see footlight --help"));
    }

    @Test
    void theJdkFinderNamesAFolderWithACompiler() throws Exception {
        String finder = Path.of("..", "deploy", "find-jdk").toRealPath().toString();
        Ended found = run(List.of(finder));
        assertThat(found.status()).isZero();
        assertThat(Path.of(found.words()).resolve("bin/javac")).exists();
    }

    @Test
    void aWrongSettingEndsTheProgramWithStatusTwoAndOneLine() throws Exception {
        assertThat(program("serve", "--http.prot=8080", "--data-dir=" + folder))
                .isEqualTo(new Ended(
                        2, "footlight: --http.prot on the command line is no setting: did you mean --http-port?"));
    }

    @Test
    void aPortThatIsTakenEndsTheProgramWithItsName() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            Ended http = program("serve", "--http.port=" + port, "--rtmp.port=0", "--data-dir=" + folder);
            assertThat(http.status()).isEqualTo(1);
            assertThat(http.words())
                    .contains("footlight: http.port is `" + port + "`")
                    .contains("--http-port=");
            Ended rtmp = program("serve", "--http.port=0", "--rtmp.port=" + port, "--data-dir=" + folder);
            assertThat(rtmp.words())
                    .contains("footlight: rtmp.port is `" + port + "`")
                    .contains("--rtmp-port=");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerEndsTheProgramInsteadOfLeavingItHalfStarted() throws Exception {
        Ended ended = program(
                "serve",
                "--http.port=0",
                "--rtmp.port=0",
                "--data-dir=" + folder,
                "--database.url=postgresql://u:hush@127.0.0.1:1/footlight");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.words())
                .contains("footlight: The database cannot be used: ", "127.0.0.1:1")
                .doesNotContain("hush");
    }

    @Test
    void systemdFindsNothingWrongWithTheUnit() throws Exception {
        String verifier = Programs.need("systemd-analyze", "systemd").toString();
        // Only the program's own place is another on this machine.
        String unit = Files.readString(Path.of("..", "deploy", "footlight.service"));
        Path here = Files.writeString(
                folder.resolve("footlight.service"),
                unit.replace("ExecStart=/opt/footlight/footlight", "ExecStart=/bin/true"));
        assertThat(run(List.of(verifier, "verify", "--man=no", here.toString())))
                .isEqualTo(new Ended(0, ""));
        Files.writeString(here, unit.replace("Restart=on-failure", "Restart=sometimes"));
        assertThat(run(List.of(verifier, "verify", "--man=no", here.toString())).words())
                .as("it reads the unit")
                .contains("sometimes");
    }

    @Test
    void adminWithoutAServerSaysSo() throws Exception {
        Ended ended = program("admin", "show", "create", "--title", "T", "--json", "--data-dir=" + folder);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.words()).contains("No Footlight runs on data.dir");
    }

    private Ended program(String... words) throws IOException, InterruptedException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        return run(Stream.concat(java.stream(), Stream.of(words)).toList());
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        Process process = builder.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), words.strip());
    }
}
