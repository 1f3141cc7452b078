package footlight.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.bench.host.Home;
import footlight.bench.load.Clip;
import footlight.bench.load.HlsViewing;
import footlight.bench.load.LoadTools;
import footlight.bench.load.Watched;
import footlight.bench.load.Window;
import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HlsLimitTest {
    @Test
    void theLimitServesPlayersOfPartsAndOfSegments(@TempDir Path folder) throws IOException {
        Programs.need("gcc", "build-essential");
        Programs.need("make", "build-essential");
        Programs.need("ffmpeg", "ffmpeg");
        var home = Home.above(Path.of(""));
        var tools = LoadTools.build(home);
        try (var server = new HlsLimit(tools, Clip.make(home)).start(Flush.NONE, folder)) {
            var watched = Watched.server(server.pids());
            var parts = HlsViewing.of(tools, server.playUrl(Protocol.LL_HLS), true, 5, new Window(100, 5, 4), watched);
            assertThat(parts.heard().stayed()).isEqualTo(5);
            assertThat(parts.heard().lowLatency()).isEqualTo(5);
            assertThat(parts.heard().errors()).isZero();
            // Three parts a second for each, and a playlist for each part.
            assertThat(parts.heard().mediaPerSecond()).isBetween(12.0, 18.0);
            assertThat(parts.heard().gigabits() / parts.heard().seconds() / 5).isBetween(0.0020, 0.0032);
            var segments = HlsViewing.of(tools, server.playUrl(Protocol.HLS), false, 5, new Window(100, 5, 8), watched);
            assertThat(segments.heard().stayed()).isEqualTo(5);
            assertThat(segments.heard().lowLatency()).isZero();
            assertThat(segments.heard().errors()).isZero();
            assertThat(segments.heard().ageP50Ms()).isGreaterThan(parts.heard().ageP50Ms());
        }
    }
}
