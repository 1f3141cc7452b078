package footlight.wire.rtmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Coverage-guided fuzzing: `JAZZER_FUZZ=1 ./mvnw -pl wire -am test -Dtest='JazzerFuzzTest#chunks'`,
/// one method at a time. Left out of the common run: its agent rewrites every class of the JVM, and
/// `MutationTest` meets the same judges there.
@EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = "1")
final class JazzerFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void chunks(byte[] input) {
        Judges.chunks(input);
    }

    @FuzzTest(maxDuration = "10m")
    void commands(byte[] input) {
        Judges.commands(input);
    }

    @FuzzTest(maxDuration = "10m")
    void flv(byte[] input) {
        Judges.flv(input);
    }

    @FuzzTest(maxDuration = "10m")
    void codecs(byte[] input) {
        Judges.codecs(input);
    }
}
