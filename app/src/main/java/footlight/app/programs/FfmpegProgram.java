package footlight.app.programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The ffmpeg that Footlight runs as a child process, and the variables it needs to find its libraries. The bundled
/// one is the GPL build (x264, x265): it is run, never linked.
public record FfmpegProgram(Path path, Map<String, String> environment) {
    /// What the bundled ffmpeg would capture from, and play to: no show of ours does, and few servers have them.
    private static final List<String> DEVICE_LIBRARIES =
            List.of("libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0");

    /// `chosen` (the setting `ffmpeg.path`) where there is one, else the bundled program, unpacked at the first call.
    ///
    /// @throws IllegalStateException when `chosen` does not run, or none is bundled for this machine
    public static FfmpegProgram of(Optional<Path> chosen, ProgramCache cache) {
        if (chosen.isPresent()) {
            if (!Files.isExecutable(chosen.get()))
                throw new IllegalStateException(
                        "ffmpeg.path is `" + chosen.get() + "`: expected the path of a program that can be run");
            return new FfmpegProgram(chosen.get(), Map.of());
        }
        String folder = "org/bytedeco/ffmpeg/linux-" + architecture() + "-gpl/";
        String name = ProgramCache.jarNameOf(folder + "ffmpeg");
        if (name == null)
            throw new IllegalStateException("no bundled ffmpeg for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": set ffmpeg.path to one of your own");
        Path unpacked = cache.unpacked(name, into -> unpack(folder, into));
        return new FfmpegProgram(unpacked.resolve("ffmpeg"), Map.of("LD_LIBRARY_PATH", unpacked.toString()));
    }

    /// A process to be, with the program and its environment in place.
    public ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(path.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    private static void unpack(String folder, Path into) throws IOException {
        try (JarFile jar = new JarFile(ProgramCache.jarOf(folder + "ffmpeg").toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (entry.isDirectory() || !name.startsWith(folder) || name.contains("libjni")) continue;
                Path target = into.resolve(name.substring(folder.length()));
                try (InputStream bytes = jar.getInputStream(entry)) {
                    Files.copy(bytes, target);
                }
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        for (String library : List.of("libavdevice.so.62")) {
            SharedLibrary.of(into.resolve(library)).forget(DEVICE_LIBRARIES);
        }
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("amd64") ? "x86_64" : name.equals("aarch64") ? "arm64" : name;
    }
}
