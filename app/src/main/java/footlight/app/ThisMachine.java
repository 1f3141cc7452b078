package footlight.app;

import footlight.app.log.RecentLines;
import footlight.app.ports.Engine;
import footlight.app.ports.EngineNumbers;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import footlight.platform.admin.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What this process tells of itself to the admins' pages. Any thread that may read the disk.
final class ThisMachine implements Machine {
    private final ChosenSettings settings;
    private final Path dataDir;
    private final Engine engine;
    private final RecentLines log;
    private final FolderSizes sizes;

    ThisMachine(ChosenSettings settings, Path dataDir, Engine engine, RecentLines log) {
        this.settings = settings;
        this.dataDir = dataDir;
        this.engine = engine;
        this.log = log;
        this.sizes = new FolderSizes(dataDir, System::nanoTime);
    }

    @Override
    public Facts facts() {
        try {
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            FileStore disk = Files.getFileStore(dataDir);
            EngineNumbers media = engine.numbers();
            return new Facts(
                    Version.NAME,
                    Runtime.version().toString(),
                    Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                    settings.find(Settings.DATABASE_URL).isEmpty(),
                    heap.getUsed(),
                    heap.getMax(),
                    media.memoryBytes(),
                    media.memoryLimitBytes(),
                    disk.getUsableSpace(),
                    disk.getTotalSpace(),
                    media.published(),
                    media.viewers().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum(),
                    log.warnings(),
                    log.errors(),
                    sizes.now());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public List<Line> lines(int most) {
        return log.latest(most).stream()
                .map(line ->
                        new Line(line.at(), line.level(), line.where(), line.request(), line.message(), line.fault()))
                .toList();
    }

    @Override
    public List<Shown> settings() {
        return settings.shown().stream()
                .map(shown -> new Shown(shown.name(), shown.value(), shown.chosen(), shown.about()))
                .toList();
    }
}
