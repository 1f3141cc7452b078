package footlight.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/// Programs of the machine that tests use. A test whose program is missing is skipped by name, with the package to
/// install; where `FOOTLIGHT_TEST_ALL` is set (as `.ci/run` does) it fails.
public final class Programs {
    private final String searchPath;
    private final boolean all;

    Programs(Map<String, String> environment) {
        searchPath = environment.getOrDefault("PATH", "");
        String asked = environment.getOrDefault("FOOTLIGHT_TEST_ALL", "");
        all = !asked.isEmpty() && !asked.equals("0");
    }

    /// The path of `program`, which Debian's `debianPackage` brings. To be called first in a test.
    ///
    /// @throws TestAbortedException when it is missing, which JUnit counts as skipped
    public static Path need(String program, String debianPackage) {
        return new Programs(System.getenv()).find(program, debianPackage);
    }

    /// For what is no program on the PATH (a plug-in, a Node package): skipped or failed alike when not `there`.
    public static void need(boolean there, String what, String debianPackage) {
        if (!there) throw new Programs(System.getenv()).missing(what, debianPackage);
    }

    Path find(String program, String debianPackage) {
        for (String folder : searchPath.split(File.pathSeparator)) {
            Path path = Path.of(folder, program);
            if (Files.isRegularFile(path) && Files.isExecutable(path)) return path;
        }
        throw missing(program, debianPackage);
    }

    private RuntimeException missing(String what, String debianPackage) {
        if (all)
            throw new AssertionError(
                    what + " is missing, and FOOTLIGHT_TEST_ALL allows no skipping: apt install " + debianPackage);
        return new TestAbortedException("SKIPPED (apt install " + debianPackage + "): needs " + what);
    }
}
