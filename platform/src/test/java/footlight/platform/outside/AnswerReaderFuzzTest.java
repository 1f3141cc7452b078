package footlight.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class AnswerReaderFuzzTest {
    private static final int MOST = 100;

    /// As they come, and behind a good first line: an answer within its bounds, or none.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void answers(byte[] input) throws IOException {
        read(input);
        String text = new String(input, StandardCharsets.ISO_8859_1);
        read(("HTTP/1.1 200 So\r\n" + text).getBytes(StandardCharsets.ISO_8859_1));
        read(("HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n" + text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void read(byte[] bytes) throws IOException {
        try {
            AnswerReader.Read read = new AnswerReader(new ByteArrayInputStream(bytes), MOST).read();
            assertThat(read.status()).isBetween(200, 599);
            assertThat(read.body().length()).isLessThanOrEqualTo(MOST);
        } catch (AnswerReader.NotHttp none) {
            assertThat(none).hasMessageStartingWith("");
        }
    }
}
