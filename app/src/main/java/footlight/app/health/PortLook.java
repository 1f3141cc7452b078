package footlight.app.health;

import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Setting;
import footlight.app.settings.Settings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The ports that the settings name: free, ours, or somebody else's, and whose.
final class PortLook {
    private PortLook() {}

    /// @param running whether the server of this data folder runs, whose ports are taken by it
    static List<Finding> look(ChosenSettings settings, boolean running) {
        List<Finding> found = new ArrayList<>();
        for (Setting<Integer> setting :
                List.of(Settings.HTTP_PORT, Settings.HTTPS_PORT, Settings.RTMP_PORT, Settings.RTMPS_PORT))
            settings.find(setting).ifPresent(port -> found.add(look(settings, setting, port, false, running)));
        int srt = settings.of(Settings.SRT_PORT);
        if (srt >= 0) found.add(look(settings, Settings.SRT_PORT, srt, true, running));
        return found;
    }

    private static Finding look(
            ChosenSettings settings, Setting<Integer> setting, int port, boolean udp, boolean running) {
        if (port == 0) return Finding.well("port", setting.name() + " is any free port.");
        String words = setting.name() + " " + port + (udp ? "/udp" : "/tcp");
        if (free(settings.of(Settings.HTTP_HOST), port, udp)) {
            if (!running) return Finding.well("port", words + " is free.");
            return Finding.tell(
                    "port",
                    words + " is free, though the server runs.",
                    "It runs with other settings than this command was given.");
        }
        String holder = holder(port, udp).map(who -> " by " + who).orElse("");
        if (running) return Finding.well("port", words + " is taken" + holder + ", and the server runs.");
        if (port < 1024 && holder.isEmpty())
            return Finding.wrong(
                    "port",
                    words + " cannot be opened by this user.",
                    "Ports below 1024 need a right: the systemd unit gives it; else choose a higher one.");
        return Finding.wrong(
                "port", words + " is taken" + holder + ".", "End that, or choose another: " + setting.flag() + "=…");
    }

    private static boolean free(String host, int port, boolean udp) {
        try {
            InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(host), port);
            if (udp) {
                try (DatagramSocket socket = new DatagramSocket(at)) {
                    return socket.isBound();
                }
            }
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(at);
                return true;
            }
        } catch (IOException taken) {
            return false;
        }
    }

    /// The program and its number, where this user may see it.
    static Optional<String> holder(int port, boolean udp) {
        Optional<String> inode = inode(port, udp);
        if (inode.isEmpty()) return Optional.empty();
        String link = "socket:[" + inode.get() + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), link))
                .map(process -> name(process.pid()) + " (process " + process.pid() + ")")
                .findFirst();
    }

    private static Optional<String> inode(int port, boolean udp) {
        String hex = String.format(Locale.ROOT, ":%04X", port);
        for (String table : udp ? List.of("udp", "udp6") : List.of("tcp", "tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/net", table))) {
                Optional<String> found = lines.map(line -> line.strip().split("\\s+"))
                        .filter(parts -> parts.length > 9 && parts[1].endsWith(hex))
                        // 0A: it listens.
                        .filter(parts -> udp || parts[3].equals("0A"))
                        .map(parts -> parts[9])
                        .findFirst();
                if (found.isPresent()) return found;
            } catch (IOException notLinux) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean holds(long pid, String link) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> pointsAt(file, link));
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean pointsAt(Path file, String link) {
        try {
            return Files.readSymbolicLink(file).toString().equals(link);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String name(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .strip();
        } catch (IOException gone) {
            return "a program";
        }
    }
}
