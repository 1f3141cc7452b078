package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// mpv plays, without a window and without a sound card.
final class MpvTest implements PlayingProgram {
    private static Path mpv() {
        return Programs.need("mpv", "mpv");
    }

    @Override
    public String named(ClientMatrix matrix) throws Exception {
        return ClientMatrix.named("mpv", List.of(mpv().toString(), "--version"));
    }

    @Override
    public Stream<Way> otherWays() {
        return Stream.of(Way.HTTPS_FLV, Way.RTMP, Way.HLS, Way.HTTPS_HLS);
    }

    @Override
    public String look(Way way, ClientMatrix matrix) throws Exception {
        List<String> command = new ArrayList<>(List.of(mpv().toString()));
        command.addAll(BundledFfmpeg.words("--no-config --vo=null --ao=null --profile=low-latency"
                + " --msg-level=all=warn,ffmpeg=v --no-input-terminal --term-status-msg="
                + " --vf=lavfi=[showinfo] --af=lavfi=[ashowinfo]"));
        if (way.byTls())
            command.addAll(List.of(
                    "--tls-verify=yes", "--tls-ca-file=" + matrix.server().certificate()));
        command.add(matrix.address(way));
        try (Run player = Run.start(command)) {
            return Flow.of(
                            player,
                            line -> line.contains("showinfo") && line.contains(" iskey:"),
                            line -> line.contains("showinfo") && line.contains(" nb_samples:"))
                    .runs(BundledFfmpeg.PICTURES_EACH_SECOND)
                    .words();
        }
    }
}
