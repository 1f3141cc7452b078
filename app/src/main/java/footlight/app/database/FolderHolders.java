package footlight.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The processes that work in a data folder: PostgreSQL and each of its children make it their working folder. That is
/// the proof that a process is ours: a number in `postmaster.pid` may belong to anybody by now, and an answer on a
/// port may be anybody's.
final class FolderHolders {
    private static final Path PROCESSES = Path.of("/proc");

    private FolderHolders() {}

    static List<ProcessHandle> of(Path folder) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException missing) {
            return List.of();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, real))
                .toList();
    }

    /// Ends them all, at once and without a farewell: what PostgreSQL has acknowledged is in its log.
    static void end(List<ProcessHandle> processes, Duration patience) {
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException stuck) {
                throw new DatabaseRefused(
                        "process " + process.pid() + " still holds the database folder and does not end: stop it.",
                        stuck);
            }
        }
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            Path workingFolder = Files.readSymbolicLink(PROCESSES.resolve(Long.toString(process.pid()), "cwd"));
            return workingFolder.equals(folder);
        } catch (IOException goneOrAnothers) {
            return false;
        }
    }
}
