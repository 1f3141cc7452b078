package footlight.front.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.front.Caller;
import footlight.testkit.fuzz.Kept;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class LinkFuzzTest {
    private static final Caller CALLER = new Caller(InetAddress.getLoopbackAddress(), "http", "localhost", false);

    /// What a page says is a command with topics of the right form, or nothing.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void commands(byte[] input) {
        Command.read(new String(input, StandardCharsets.UTF_8)).ifPresent(command -> {
            switch (command) {
                case Command.Ping(Number clientMillis) ->
                    assertThat(new JsonObject().put("pong", clientMillis).encode())
                            .hasSizeLessThan(input.length + 40);
                case Command.Subscribe(List<String> topics, var after) -> {
                    assertThat(topics)
                            .allMatch(topic -> Command.TOPIC.matcher(topic).matches());
                    assertThat(after).hasSizeLessThanOrEqualTo(input.length);
                }
                case Command.Unsubscribe(List<String> topics) ->
                    assertThat(topics)
                            .allMatch(topic -> Command.TOPIC.matcher(topic).matches());
            }
        });
    }

    /// A cookie is a piece of the header, and stands in no log.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void cookies(byte[] input) {
        String header = new String(input, StandardCharsets.ISO_8859_1);
        Handshake handshake = new Handshake(CALLER, header, "/link");
        handshake.cookie("session").ifPresent(value -> assertThat(header).contains(value));
        if (header.length() > 60) assertThat(handshake.toString()).doesNotContain(header);
    }
}
