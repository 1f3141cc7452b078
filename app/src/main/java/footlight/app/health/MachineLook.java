package footlight.app.health;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// The machine: its JVM, memory, disk, and who may read the data folder.
final class MachineLook {
    private static final long MB = 1 << 20;
    private static final long LITTLE_DISK = 1024 * MB;
    private static final long NO_DISK = 200 * MB;
    private static final long LITTLE_MEMORY = 900 * MB;
    private static final int JDK = 25;

    private MachineLook() {}

    static List<Finding> look(Path dataDir) {
        List<Finding> found = new ArrayList<>();
        found.add(jdk());
        found.add(memory());
        found.add(disk(dataDir));
        found.add(folder(dataDir));
        return found;
    }

    private static Finding jdk() {
        int feature = Runtime.version().feature();
        String words = System.getProperty("java.vm.name") + " " + Runtime.version();
        if (feature == JDK) return Finding.well("jdk", words);
        return Finding.tell("jdk", words + ", which Footlight was not tried with.", "Use a JDK " + JDK + ".");
    }

    private static Finding memory() {
        long bytes = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Long.MAX_VALUE;
        String words = bytes / MB + " MB in the machine (or its container), "
                + Runtime.getRuntime().maxMemory() / MB + " MB for the heap of this command.";
        if (bytes >= LITTLE_MEMORY) return Finding.well("memory", words);
        return Finding.tell("memory", words, "Give it 1 GB at least; live media is held in memory.");
    }

    static Finding disk(Path dataDir) {
        try {
            Path there = dataDir.toAbsolutePath();
            for (Path above = there.getParent(); above != null && !Files.exists(there); above = there.getParent())
                there = above;
            FileStore store = Files.getFileStore(there);
            return disk(there, store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException unreadable) {
            return Finding.wrong(
                    "disk", "The disk cannot be looked at: " + unreadable.getMessage() + ".", "See data.dir.");
        }
    }

    static Finding disk(Path there, long free, long all) {
        String words = free / MB + " MB of " + all / MB + " MB free at " + there + ".";
        if (free < NO_DISK)
            return Finding.wrong("disk", words, "Make room now: a database without any stops the shows' pages.");
        if (free < LITTLE_DISK)
            return Finding.tell("disk", words, "Make room soon, or move data.dir to a larger disk.");
        return Finding.well("disk", words);
    }

    static Finding folder(Path dataDir) {
        if (!Files.exists(dataDir))
            return Finding.tell("folder", "There is no folder " + dataDir + " yet.", "The first start makes it.");
        if (!Files.isWritable(dataDir) || !Files.isExecutable(dataDir))
            return Finding.wrong(
                    "folder",
                    "This user may not write in " + dataDir + ".",
                    "Run as the user that the server runs as, or give it the folder: chown -R.");
        try {
            var open = Files.getPosixFilePermissions(dataDir);
            for (String name : List.of("secret.key", "admin.token")) {
                Path secret = dataDir.resolve(name);
                if (Files.exists(secret) && others(secret))
                    return Finding.wrong(
                            "folder", secret + " can be read by other users.", "chmod 600 " + secret + " at once.");
            }
            if (open.contains(PosixFilePermission.OTHERS_READ) || open.contains(PosixFilePermission.OTHERS_WRITE))
                return Finding.tell("folder", dataDir + " is open to other users.", "chmod 700 " + dataDir + ".");
        } catch (IOException | UnsupportedOperationException unreadable) {
            return Finding.wrong(
                    "folder", dataDir + " cannot be looked at: " + unreadable.getMessage() + ".", "See data.dir.");
        }
        return Finding.well("folder", dataDir + " is this user's alone.");
    }

    private static boolean others(Path file) throws IOException {
        var may = Files.getPosixFilePermissions(file);
        return may.contains(PosixFilePermission.OTHERS_READ) || may.contains(PosixFilePermission.GROUP_READ);
    }
}
