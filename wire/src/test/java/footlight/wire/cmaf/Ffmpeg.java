package footlight.wire.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real ffmpeg: Debian's, or the one that `FOOTLIGHT_FFMPEG_PATH` names.
public record Ffmpeg(String path) {
    public static Ffmpeg need() {
        String chosen = System.getenv("FOOTLIGHT_FFMPEG_PATH");
        return new Ffmpeg(
                chosen != null ? chosen : Programs.need("ffmpeg", "ffmpeg").toString());
    }

    public boolean has(String encoder) {
        return run(List.of("-hide_banner", "-encoders")).contains(" " + encoder + " ");
    }

    /// What it prints; it must end well and complain of nothing.
    public String run(List<String> arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(path, "-v", "warning", "-nostdin", "-y"));
            command.addAll(arguments);
            Path complaints = Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "ffmpeg-" + ProcessHandle.current().pid() + ".log");
            Process process = new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            String complaint = java.nio.file.Files.readString(complaints);
            assertThat(status).as(String.join(" ", command) + "\n" + complaint).isZero();
            return said;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// A digest of each packet with its times, or of each decoded picture and sound.
    public String packets(Path media) {
        return run(List.of("-i", media.toString(), "-map", "0", "-c", "copy", "-f", "framemd5", "-"));
    }

    public String decoded(Path media) {
        return run(List.of("-i", media.toString(), "-map", "0", "-fps_mode", "passthrough", "-f", "framemd5", "-"));
    }
}
