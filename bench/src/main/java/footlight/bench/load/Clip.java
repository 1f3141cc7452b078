package footlight.bench.load;

import footlight.bench.host.Home;
import footlight.bench.host.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// What every subject sends: 20 s of 720p30 H.264 and AAC at a constant 2.5 Mbit/s, a keyframe every
/// 2 s, no B-frames. Made once by ffmpeg; filler keeps the rate constant, so all windows weigh the same.
public final class Clip {
    public static final double FRAMES_PER_SECOND = 30;

    private static final String SETTING = "FOOTLIGHT_FFMPEG_PATH";

    private Clip() {}

    public static Path make(Home home) throws IOException {
        Path clip = home.target().resolve("clip-720p30-2500k.flv");
        if (Files.isRegularFile(clip)) return clip;
        String chosen = System.getenv(SETTING);
        String ffmpeg = chosen == null
                ? Program.need("ffmpeg", "ffmpeg (or set " + SETTING + ")").toString()
                : chosen;
        Path unfinished = Files.createDirectories(home.target()).resolve("clip.unfinished.flv");
        Command.run(home.target(), command(ffmpeg, unfinished));
        return Files.move(unfinished, clip, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> command(String ffmpeg, Path to) {
        var command = new ArrayList<>(List.of(ffmpeg, "-hide_banner", "-loglevel", "error", "-y"));
        command.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30"));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "20"));
        command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p"));
        command.addAll(List.of("-b:v", "2372k", "-minrate", "2372k", "-maxrate", "2372k", "-bufsize", "1186k"));
        command.addAll(List.of("-x264-params", "nal-hrd=cbr:force-cfr=1", "-bf", "0"));
        command.addAll(List.of("-g", "60", "-keyint_min", "60", "-sc_threshold", "0"));
        command.addAll(List.of("-c:a", "aac", "-b:a", "128k", "-ac", "2"));
        command.addAll(List.of("-flvflags", "no_duration_filesize", "-f", "flv", to.toString()));
        return List.copyOf(command);
    }
}
