package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// ffplay plays, with a display and a sound card that are not there.
final class FfplayTest implements PlayingProgram {
    private static Path ffplay() {
        return Programs.need("ffplay", "ffmpeg");
    }

    @Override
    public String named(ClientMatrix matrix) throws Exception {
        return ClientMatrix.named("ffplay", List.of(ffplay().toString(), "-version"));
    }

    @Override
    public Stream<Way> otherWays() {
        return Stream.of(Way.HTTPS_FLV, Way.RTMP, Way.RTMPS, Way.HLS, Way.HTTPS_HLS);
    }

    @Override
    public String look(Way way, ClientMatrix matrix) throws Exception {
        List<String> command = new ArrayList<>(List.of(ffplay().toString()));
        command.addAll(BundledFfmpeg.words(
                "-hide_banner -nostats -loglevel info -noframedrop -fflags nobuffer -vf showinfo -af ashowinfo"));
        command.add(matrix.address(way));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().put("SDL_VIDEODRIVER", "dummy");
        program.environment().put("SDL_AUDIODRIVER", "dummy");
        try (Run player = Run.start(program)) {
            return Flow.of(
                            player,
                            line -> line.contains("_showinfo_") && line.contains(" pts_time:"),
                            line -> line.contains("_ashowinfo_") && line.contains(" pts_time:"))
                    .runs(BundledFfmpeg.PICTURES_EACH_SECOND)
                    .words();
        }
    }
}
