package footlight.app;

import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Setting;
import footlight.app.settings.Settings;
import footlight.front.PortUnusable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/// Says which setting a port came from that cannot be listened on, what it is, and what would be right.
final class WrongPort {
    private static final List<Setting<Integer>> PORTS =
            List.of(Settings.HTTP_PORT, Settings.HTTPS_PORT, Settings.RTMP_PORT, Settings.RTMPS_PORT);

    private WrongPort() {}

    /// Tries each port for a moment, so that one that is taken is told before anything is set up.
    ///
    /// @throws CannotStart for the first that cannot be listened on
    static void refuseTaken(ChosenSettings settings) {
        String host = settings.of(Settings.HTTP_HOST);
        for (Setting<Integer> setting : PORTS) {
            int port = settings.find(setting).orElse(0);
            if (port <= 0) continue;
            try (ServerSocket trial = new ServerSocket()) {
                trial.setReuseAddress(true); // As the real one: what is left of closed connections does no harm.
                trial.bind(new InetSocketAddress(host, port));
            } catch (IOException taken) {
                throw of(settings, setting, taken);
            }
        }
    }

    static CannotStart of(ChosenSettings settings, Setting<Integer> setting, Exception taken) {
        String host = settings.of(Settings.HTTP_HOST);
        return new CannotStart(words(setting, host, settings.of(setting), String.valueOf(taken.getMessage())), taken);
    }

    /// The same for a port that was free a moment ago.
    static CannotStart among(ChosenSettings settings, PortUnusable unusable) {
        for (Setting<Integer> setting : PORTS) {
            if (settings.find(setting).orElse(0) == unusable.port()) return of(settings, setting, unusable);
        }
        return new CannotStart("Footlight cannot listen: " + unusable.getMessage() + ".", unusable);
    }

    private static String words(Setting<?> setting, String host, int port, String reason) {
        return setting.name() + " is `" + port + "`, which cannot be listened on at http.host `" + host + "` (" + reason
                + "): end the program that has it, or set another port, such as " + setting.flag() + "="
                + (port < 64_000 ? port + 1 : port - 1) + ", or 0 for any free one.";
    }
}
