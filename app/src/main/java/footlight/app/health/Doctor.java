package footlight.app.health;

import footlight.app.database.DatabaseAddress;
import footlight.app.programs.FfmpegProgram;
import footlight.app.programs.ProgramCache;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Looks at everything that Footlight needs, with a server that runs or before the first one does. Changes nothing.
/// Blocks, at most some ten seconds.
public final class Doctor {
    private static final int FFMPEG_SECONDS = 20;

    private Doctor() {}

    /// @param running whether the server of this data folder runs
    /// @param database where it is reached, if it can be now
    public static List<Finding> look(
            ChosenSettings settings,
            Path dataDir,
            boolean running,
            Optional<DatabaseAddress> database,
            ProgramCache programs,
            InstantSource clock) {
        List<Finding> found = new ArrayList<>();
        found.add(
                running
                        ? Finding.well("server", "It runs, and answers.")
                        : Finding.tell("server", "No server runs on " + dataDir + ".", "footlight serve starts one."));
        found.addAll(MachineLook.look(dataDir));
        found.addAll(PortLook.look(settings, running));
        found.add(ffmpeg(settings, programs));
        found.addAll(OutsideLook.look(settings, database, clock));
        found.add(MailServerLook.look(settings));
        return found;
    }

    private static Finding ffmpeg(ChosenSettings settings, ProgramCache programs) {
        try {
            Process process = FfmpegProgram.of(settings.find(Settings.FFMPEG_PATH), programs)
                    .command(List.of("-hide_banner", "-version"))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(FFMPEG_SECONDS, TimeUnit.SECONDS);
            if (ended && process.exitValue() == 0)
                return Finding.well("ffmpeg", words.lines().findFirst().orElse("It runs."));
            return Finding.wrong("ffmpeg", "It does not run: " + words.strip(), "Name another one by ffmpeg.path.");
        } catch (IOException | IllegalStateException missing) {
            return Finding.wrong(
                    "ffmpeg", "It does not run: " + missing.getMessage() + ".", "Name one that does by ffmpeg.path.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Finding.tell("ffmpeg", "It was not waited for.", "Try again.");
        }
    }
}
