package footlight.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.bench.host.Home;
import footlight.bench.load.Clip;
import footlight.bench.load.LoadTools;
import footlight.bench.load.Viewing;
import footlight.bench.load.Watched;
import footlight.bench.load.Window;
import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitTest {
    @Test
    void theLimitServesTheWholeClipToItsViewersAndEndsWhenAsked(@TempDir Path folder) throws IOException {
        Programs.need("gcc", "build-essential");
        Programs.need("make", "build-essential");
        Programs.need("ffmpeg", "ffmpeg");
        var home = Home.above(Path.of(""));
        var tools = LoadTools.build(home);
        long pid;
        try (var server = new Limit(tools, Clip.make(home)).start(Flush.SHORT, folder)) {
            pid = server.pids().getFirst();
            var viewing = Viewing.of(
                    tools, server.playUrl(Protocol.HTTP_FLV), 5, new Window(100, 1, 3), Watched.server(server.pids()));
            assertThat(viewing.heard().stayed()).isEqualTo(5);
            assertThat(viewing.heard().framesPerSecond()).isBetween(25.0, 35.0);
            assertThat(viewing.heard().gigabits() / viewing.heard().seconds() / 5)
                    .isBetween(0.0020, 0.0030);
            assertThat(viewing.serverRssKib()).isPositive();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
