package footlight.app.clients;

import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// OBS Studio under a virtual display, streaming from its start on.
final class ObsStudio implements AutoCloseable {
    private final Run display;
    private final Run studio;

    private ObsStudio(Run display, Run studio) {
        this.display = display;
        this.studio = studio;
    }

    static String named() throws Exception {
        return ClientMatrix.named("OBS Studio", List.of(program().toString(), "--version"));
    }

    private static Path program() {
        return Programs.need("obs", "obs-studio");
    }

    /// @param home an empty folder for its settings
    static ObsStudio stream(Path home, ObsSettings settings) throws Exception {
        Path obs = program();
        Path xvfb = Programs.need("Xvfb", "xvfb");
        settings.write(home);
        // It chooses a free display and tells its number.
        Run display = Run.start(List.of(
                xvfb.toString(),
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
                "+extension",
                "GLX"));
        try {
            String number = display.await("display", line -> line.matches("[0-9]+"), Duration.ofSeconds(20))
                    .text();
            ProcessBuilder studio = new ProcessBuilder(
                    obs.toString(),
                    "--startstreaming",
                    "--minimize-to-tray",
                    "--disable-updater",
                    "--disable-missing-files-check",
                    "--multi",
                    "--profile",
                    ObsSettings.NAME,
                    "--collection",
                    ObsSettings.NAME);
            studio.environment().put("DISPLAY", ":" + number);
            studio.environment().put("HOME", home.toString());
            studio.environment().put("XDG_CONFIG_HOME", home.resolve(".config").toString());
            studio.environment().put("XDG_RUNTIME_DIR", home.toString());
            studio.environment().put("QT_QPA_PLATFORM", "xcb");
            studio.environment().put("LIBGL_ALWAYS_SOFTWARE", "1");
            return new ObsStudio(display, Run.start(studio));
        } catch (Exception | AssertionError cannot) {
            display.close();
            throw cannot;
        }
    }

    Run studio() {
        return studio;
    }

    @Override
    public void close() {
        studio.close();
        display.close();
    }
}
