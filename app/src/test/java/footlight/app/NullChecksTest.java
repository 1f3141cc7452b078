package footlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The build's compiler flags, taken from the parent pom, really reject what they are there for: a check that is
/// configured and silent looks just like one that is content.
class NullChecksTest {
    private static final Pattern ERROR_PRONE = Pattern.compile("<arg>(-Xplugin:ErrorProne[^<]*)</arg>");

    @TempDir
    Path folder;

    @Test
    void nullWhereNothingSaysThatItMayBeIsACompileError() throws Exception {
        assertThat(compiled("""
                @NullMarked
                package footlight.sample;
                import org.jspecify.annotations.NullMarked;
                """, """
                package footlight.sample;
                class Sample {
                    String name() { return null; }
                }
                """))
                .contains("error: [NullAway] returning @Nullable expression from method with @NonNull return type");
    }

    @Test
    void whatMayBeNullIsNotUsedUnlooked() throws Exception {
        assertThat(compiled("""
                @NullMarked
                package footlight.sample;
                import org.jspecify.annotations.NullMarked;
                """, """
                package footlight.sample;
                import org.jspecify.annotations.Nullable;
                class Sample {
                    int length(@Nullable String name) { return name.length(); }
                }
                """)).contains("error: [NullAway] dereferenced expression name is @Nullable");
    }

    @Test
    void soundCodePasses() throws Exception {
        assertThat(compiled("""
                @NullMarked
                package footlight.sample;
                import org.jspecify.annotations.NullMarked;
                """, """
                package footlight.sample;
                import org.jspecify.annotations.Nullable;
                class Sample {
                    int length(@Nullable String name) { return name == null ? 0 : name.length(); }
                }
                """)).doesNotContain("error");
    }

    private String compiled(String packageInfo, String sample) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Sample.java"), sample);
        Path info = Files.writeString(folder.resolve("package-info.java"), packageInfo);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        for (String flag : Files.readAllLines(Path.of("..", ".mvn", "jvm.config"))) {
            if (!flag.isBlank()) command.add("-J" + flag.strip());
        }
        command.addAll(List.of(
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "-XDaddTypeAnnotationsToSymbol=true",
                "-processorpath",
                System.getProperty("java.class.path"),
                errorProne(),
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                info.toString(),
                source.toString()));
        Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        javac.waitFor();
        return words;
    }

    private static String errorProne() throws IOException {
        Matcher flag = ERROR_PRONE.matcher(Files.readString(Path.of("..", "pom.xml")));
        assertThat(flag.find()).isTrue();
        return flag.group(1);
    }
}
