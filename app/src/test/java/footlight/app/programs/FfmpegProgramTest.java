package footlight.app.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegProgramTest {
    @TempDir
    Path folder;

    @Test
    void theBundledProgramRunsAndKnowsX264AndAac() throws Exception {
        FfmpegProgram ffmpeg = FfmpegProgram.of(Optional.empty(), new ProgramCache(folder));
        Process process = ffmpeg.command(List.of("-hide_banner", "-encoders"))
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
        assertThat(words).contains("libx264", " aac ").doesNotContain("no version information");
    }

    @Test
    void theBundledProgramNeedsNoSoundServerAndNoDisplay() throws IOException {
        Path program =
                FfmpegProgram.of(Optional.empty(), new ProgramCache(folder)).path();
        assertThat(SharedLibrary.of(program.resolveSibling("libavdevice.so.62")).needs())
                .contains("libc.so.6", "libavutil.so.60")
                .noneMatch(
                        library -> library.contains("pulse") || library.contains("asound") || library.contains("xcb"));
    }

    @Test
    void aChosenProgramThatDoesNotRunIsRefused() {
        assertThatThrownBy(() -> FfmpegProgram.of(Optional.of(folder.resolve("none")), new ProgramCache(folder)))
                .hasMessageContaining("ffmpeg.path")
                .hasMessageContaining("none");
    }
}
