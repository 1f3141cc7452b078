package footlight.app.clients;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.app.running.RunningFootlight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// One server for all programs, one stream for those that play, and the table of what was seen. At its end the table
/// is printed, and written into `docs/protocols.md` with `-Dclients.write=true`.
final class ClientMatrix implements AutoCloseable {
    /// Longer than all tests take.
    private static final int FOR_LONG_SECONDS = 3600;

    /// Behind the word, where it is said: `gst-launch-1.0 version 1.22.0`.
    private static final Pattern VERSION = Pattern.compile("(?:^|.*version |[^0-9]*)([0-9]+(?:\\.[0-9]+)+).*");

    private final Path folder;
    private final RunningFootlight server;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private @Nullable Players players;
    private @Nullable ShowAddresses stage;
    private @Nullable Run encoder;

    private ClientMatrix(Path folder, RunningFootlight server) {
        this.folder = folder;
        this.server = server;
    }

    static ClientMatrix open() throws Exception {
        Path folder = Files.createTempDirectory("footlight-clients");
        // VLC runs as another user; all keys in here are a test's.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ClientMatrix(folder, RunningFootlight.open(folder));
    }

    RunningFootlight server() {
        return server;
    }

    /// The script players, installed at the first call.
    synchronized Players players() throws Exception {
        Players installed = players == null ? Players.installed() : players;
        players = installed;
        return installed;
    }

    /// A folder for the files of one program, which an ordinary user may enter.
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /// A show to which the scene of [BundledFfmpeg] is sent.
    synchronized ShowAddresses stage() throws Exception {
        ShowAddresses show = stage;
        if (show == null) {
            show = server.show("For those who play");
            encoder = BundledFfmpeg.publish(show.publishUrl(), FOR_LONG_SECONDS);
            stage = show;
        }
        server.awaitMedia(show);
        return show;
    }

    /// Where that show is published to.
    String entrance(ShowAddresses show, Way way) {
        return new Doors(server, show).in(way);
    }

    /// Where [#stage] is played.
    String address(Way way) throws Exception {
        return new Doors(server, stage()).out(way);
    }

    /// What a test does with a program; tells what was seen, in words for the table.
    interface Look {
        String take() throws Exception;
    }

    /// Takes a look and keeps what was seen, also when it is a failure.
    void cell(Seen.Side side, String program, Way way, Look look) throws Exception {
        cell(side, program, way.label, look);
    }

    /// The same, the way in words.
    void cell(Seen.Side side, String program, String way, Look look) throws Exception {
        try {
            saw(new Seen(side, program, way, look.take()));
        } catch (TestAbortedException missing) {
            throw missing;
        } catch (Exception | AssertionError failure) {
            String words =
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            saw(new Seen(side, program, way, "**fails**: " + words.strip()));
            throw failure;
        }
    }

    synchronized void saw(Seen row) {
        seen.put(row.key(), row);
    }

    /// The name with the version that the program tells of itself.
    static String named(String name, List<String> asking) throws Exception {
        return named(name, new ProcessBuilder(asking));
    }

    static String named(String name, ProcessBuilder asking) throws Exception {
        try (Run program = Run.start(asking)) {
            program.end(java.time.Duration.ofSeconds(20));
            for (Run.Line line : program.lines()) {
                Matcher version = VERSION.matcher(line.text());
                if (version.matches()) return name + " " + version.group(1);
            }
            throw new AssertionError(name + " tells no version" + program.lastWords());
        }
    }

    @Override
    public void close() throws IOException {
        Run sending = encoder;
        if (sending != null) sending.close();
        if (!seen.isEmpty()) System.out.println(SeenTable.markdown(seen.values()));
        if (Boolean.getBoolean("clients.write")) SeenTable.write(Path.of("..", "docs", "protocols.md"), seen.values());
        server.close();
        footlight.app.programs.ProgramCache.delete(folder);
    }
}
