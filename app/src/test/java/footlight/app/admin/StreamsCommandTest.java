package footlight.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.app.RunningProgram;
import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `footlight admin streams`, beside a whole server that a real encoder sends to.
@Timeout(240)
class StreamsCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void anEncoderThatIsKickedIsGoneAndMayComeBack() throws Exception {
        Path dataDir = folder.resolve("data");
        try (RunningProgram server = RunningProgram.serve(folder)) {
            assertThat(StreamsCommand.of(dataDir, false).list()).isEqualTo("Nothing is being sent.");
            JsonObject show = server.makeShow("Kicked");
            String address = show.getString("rtmp") + "/" + show.getString("key");
            try (Run encoder = BundledFfmpeg.publish(address, 300)) {
                server.await(() -> !streams(server).isEmpty());
                RunningProgram.Ended listed = RunningProgram.command(folder, "admin", "streams");
                assertThat(listed.status()).as(listed.words()).isZero();
                assertThat(listed.words()).contains(show.getString("id"), "rtmp", "kbit/s", "Kicked");
                RunningProgram.Ended kicked =
                        RunningProgram.command(folder, "admin", "streams", "kick", show.getString("id"));
                assertThat(kicked.words()).isEqualTo("The encoder was sent away.");
                encoder.end(PATIENCE);
                server.await(() -> streams(server).isEmpty());
            }
            assertThatThrownBy(() -> StreamsCommand.of(dataDir, false).kick(show.getString("id")))
                    .isInstanceOf(AdminRefused.class)
                    .hasMessageContaining("Nothing is being sent to a show with this id.");
            try (Run _ = BundledFfmpeg.publish(address, 300)) {
                server.await(() -> !streams(server).isEmpty());
            }
        }
        assertThatThrownBy(() -> StreamsCommand.of(dataDir, false))
                .isInstanceOf(AdminRefused.class)
                .hasMessageContaining("No Footlight runs on data.dir");
    }

    private static JsonArray streams(RunningProgram server) throws IOException, InterruptedException {
        return server.api("GET", "/admin/streams", "").getJsonArray("items");
    }
}
