package footlight.wire.rtmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Coverage-guided fuzzing, one method at a time:
/// `JAZZER_FUZZ=1 ./mvnw -pl wire -am test -Dleft.out= -Dtest='JazzerFuzzTest#chunks'`
/// `-Dsurefire.failIfNoSpecifiedTests=false`. Left out of the common run: its agent rewrites every
/// class of the JVM, and `MutationTest` meets the same judges there.
@Tag("on-demand")
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
