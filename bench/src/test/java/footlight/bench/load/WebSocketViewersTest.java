package footlight.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.bench.host.Home;
import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `flvload` takes FLV out of WebSocket frames however a server cuts it, and says so when the frames are wrong.
class WebSocketViewersTest {
    private static final int VIEWERS = 2;
    private static final Window SHORT = new Window(100, 1, 2);

    @BeforeEach
    void compilerIsHere() {
        Programs.need("gcc", "build-essential");
        Programs.need("make", "build-essential");
    }

    @Test
    void everyFrameIsCountedHoweverTheTagsAreCut() throws IOException {
        try (var server = OddWebSocket.open(OddWebSocket.Oddity.CUTS_EVERYWHERE)) {
            var heard = watch(server);
            assertThat(heard.stayed()).isEqualTo(VIEWERS);
            assertThat(heard.badFrames()).isZero();
            assertThat(heard.framesPerSecond()).isBetween(20.0, 40.0);
            assertThat(heard.delayP50Ms()).isBetween(0.001, 500.0);
            assertThat(server.pongs()).isPositive();
        }
    }

    @Test
    void aMaskedFrameFromAServerIsBadFraming() throws IOException {
        try (var server = OddWebSocket.open(OddWebSocket.Oddity.MASKED_FRAMES)) {
            var heard = watch(server);
            assertThat(heard.stayed()).isZero();
            assertThat(heard.badFrames()).isEqualTo(VIEWERS);
        }
    }

    @Test
    void aServerThatProvesNoHandshakeHasNoViewers() throws IOException {
        try (var server = OddWebSocket.open(OddWebSocket.Oddity.WRONG_ACCEPT)) {
            var heard = watch(server);
            assertThat(heard.failed()).isEqualTo(VIEWERS);
        }
    }

    private static Heard watch(OddWebSocket server) throws IOException {
        var tools = LoadTools.build(Home.above(Path.of("")));
        return Viewing.of(tools, server.url(), VIEWERS, SHORT, Watched.server(List.of()))
                .heard();
    }
}
