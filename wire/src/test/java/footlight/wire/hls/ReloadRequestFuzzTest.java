package footlight.wire.hls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class ReloadRequestFuzzTest {
    /// Three lines are the three directives, an absent line an absent one. What is read says the same when it is asked
    /// for again in plain digits.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void directives(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 3);
        String msn = lines[0].isEmpty() ? null : lines[0];
        String part = lines.length > 1 ? lines[1] : null;
        Optional<ReloadRequest> read = ReloadRequest.read(msn, part, lines.length > 2 ? lines[2] : null);
        if (msn == null && part == null) assertThat(read).isPresent();
        if (msn == null && part != null) assertThat(read).isEmpty();
        read.ifPresent(request -> again(request, msn));
    }

    private static void again(ReloadRequest request, @Nullable String msn) {
        assertThat(request.blocks()).isEqualTo(msn != null);
        assertThat(request.part()).isNotNegative();
        String skip = request.skip() ? "YES" : null;
        if (!request.blocks()) {
            assertThat(ReloadRequest.read(null, null, skip)).contains(request);
            return;
        }
        assertThat(request.msn()).isNotNegative();
        assertThat(ReloadRequest.read(Long.toString(request.msn()), Integer.toString(request.part()), skip))
                .contains(request);
    }
}
