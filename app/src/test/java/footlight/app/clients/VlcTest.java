package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// VLC plays, asked over its remote control for what it has decoded. It refuses to run as root, so root runs it as
/// `nobody`.
final class VlcTest implements PlayingProgram {
    private static final Duration LOOK = Duration.ofSeconds(5);

    @Override
    public String named(ClientMatrix matrix) throws Exception {
        return ClientMatrix.named("VLC", vlc(home(matrix), List.of("--version")));
    }

    @Override
    public Stream<Way> otherWays() {
        return Stream.of(Way.HTTPS_FLV, Way.RTMP, Way.HLS, Way.HTTPS_HLS);
    }

    @Override
    public String look(Way way, ClientMatrix matrix) throws Exception {
        List<String> arguments = new ArrayList<>(BundledFfmpeg.words("--ignore-config --intf oldrc --rc-fake-tty"
                + " --vout vdummy --aout adummy --no-dbus --no-video-title-show --network-caching=500"));
        if (way.byTls()) arguments.add("--gnutls-dir-trust=" + trust(matrix));
        arguments.add(matrix.address(way));
        try (Run player = Run.start(vlc(home(matrix), arguments))) {
            Stats begin = started(player);
            player.goesOnUntil(System.nanoTime() + LOOK.toNanos());
            Stats end = ask(player);
            int pictures = end.shown() - begin.shown();
            assertThat(pictures)
                    .as("pictures shown, " + begin + " to " + end + player.lastWords())
                    .isGreaterThan((int) (LOOK.toSeconds() * BundledFfmpeg.PICTURES_EACH_SECOND * 85 / 100));
            assertThat(end.heard() - begin.heard()).as("pieces of sound").isGreaterThan(100);
            assertThat(end.lost() - begin.lost()).as("pictures lost").isLessThan(10);
            return "picture and sound; " + pictures / LOOK.toSeconds() + " pictures a second shown, "
                    + (end.lost() - begin.lost()) + " too late";
        }
    }

    private static Path home(ClientMatrix matrix) throws Exception {
        Path home = matrix.folder("vlc");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        return home;
    }

    /// A folder of certificates to trust.
    private static Path trust(ClientMatrix matrix) throws Exception {
        Path folder = matrix.folder("vlc-trust");
        Files.copy(matrix.server().certificate(), folder.resolve("ours.pem"), StandardCopyOption.REPLACE_EXISTING);
        for (Path place : List.of(folder, folder.resolve("ours.pem")))
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /// What VLC counts.
    private record Stats(int shown, int lost, int heard) {}

    private static Stats started(Run player) throws Exception {
        for (int asked = 0; ; asked++) {
            Stats stats = ask(player);
            if (stats.shown() > 0) return stats;
            assertThat(asked)
                    .as("VLC shows a picture in 20 s" + player.lastWords())
                    .isLessThan(40);
            player.goesOnUntil(System.nanoTime() + Duration.ofMillis(500).toNanos());
        }
    }

    private static Stats ask(Run player) throws Exception {
        int before = player.lines().size();
        player.type("stats");
        player.await("answer to stats", before, line -> line.startsWith("stats: returned"), Duration.ofSeconds(10));
        List<Run.Line> answer = player.lines().subList(before, player.lines().size());
        return new Stats(
                value(answer, "frames displayed"), value(answer, "frames lost"), value(answer, "buffers played"));
    }

    private static int value(List<Run.Line> answer, String what) {
        Pattern pattern = Pattern.compile(what + " *: *([0-9]+)");
        for (Run.Line line : answer) {
            Matcher found = pattern.matcher(line.text());
            if (found.find()) return Integer.parseInt(found.group(1));
        }
        return 0;
    }

    private static ProcessBuilder vlc(Path home, List<String> arguments) {
        Path vlc = Programs.need("vlc", "vlc-bin vlc-plugin-base");
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root"))
            command.addAll(List.of(Programs.need("runuser", "util-linux").toString(), "-u", "nobody", "--"));
        command.add(vlc.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.toString());
        return builder;
    }
}
