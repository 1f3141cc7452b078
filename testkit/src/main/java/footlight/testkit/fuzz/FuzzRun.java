package footlight.testkit.fuzz;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs one fuzz target in this JVM, for the fuzzer takes no second: `FuzzRun CLASS METHOD`. Ends with 1 and the
/// finding when there is one, or when nothing ran. Called by `deploy/run-fuzz`, which sets what the fuzzer reads.
public final class FuzzRun implements TestExecutionListener {
    private int ran;
    private int failed;

    private FuzzRun() {}

    static void main(String[] words) {
        LauncherDiscoveryRequest target = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(words[0], words[1], "byte[]"))
                .build();
        FuzzRun run = new FuzzRun();
        LauncherFactory.create().execute(target, run);
        // Threads of the parsers under test may go on.
        System.exit(run.ran > 0 && run.failed == 0 ? 0 : 1);
    }

    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        if (id.isTest()) ran++;
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) return;
        failed++;
        result.getThrowable().ifPresent(finding -> finding.printStackTrace(System.err));
    }
}
