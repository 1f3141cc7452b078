package footlight.wire.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /// What it prints; it must end well.
    public String run(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("-v", "warning", "-nostdin", "-y"));
        all.addAll(arguments);
        return run(path, all);
    }

    private static String run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        try {
            Path complaints = Files.createTempFile("ffmpeg", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            assertThat(status)
                    .as(() -> String.join(" ", command) + "\n" + read(complaints))
                    .isZero();
            Files.delete(complaints);
            return said;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// What it finds in the first stream, as `name=value`.
    public String probe(Path media) {
        return run(path.replaceAll("ffmpeg$", "ffprobe"), List.of("-v", "error", "-show_streams", media.toString()));
    }

    /// A digest of each packet with its times, or of each decoded picture and sound.
    public String packets(Path media) {
        return run(List.of("-i", media.toString(), "-map", "0", "-c", "copy", "-f", "framemd5", "-"));
    }

    public String decoded(Path media) {
        return run(List.of("-i", media.toString(), "-map", "0", "-fps_mode", "passthrough", "-f", "framemd5", "-"));
    }
}
