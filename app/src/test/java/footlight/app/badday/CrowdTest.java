package footlight.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.RunningFootlight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two hundred shows at once, each with an encoder and a viewer; and the minute in which half of the encoders drop.
@Tag("long")
@Timeout(600)
final class CrowdTest {
    private static final int SHOWS = 200;
    private static final int DROPPING = 100;
    /// So much that 200 of them leave two cores some room.
    private static final int BITS_PER_SECOND = 300_000;
    private static final Duration LOOK = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private RunningFootlight server;
    private final List<ShowAddresses> shows = new ArrayList<>();
    private final List<Broadcast> broadcasts = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();

    @BeforeEach
    void everybodyComes() throws Exception {
        server = RunningFootlight.open(folder, RunningFootlight.Watched.SOME_BUFFERS);
        for (int i = 0; i < SHOWS; i++) shows.add(server.show("Show " + i));
        broadcasts.addAll(begunAtOnce(shows));
        for (ShowAddresses show : shows) {
            server.awaitMedia(show);
            watchers.add(Watcher.of(show.flv()));
        }
        server.await("picture for everybody", Duration.ofSeconds(30), () -> watchers.stream()
                .allMatch(watcher -> watcher.came().pictures() > 0));
    }

    @AfterEach
    void everybodyLeaves() throws Exception {
        for (Watcher watcher : watchers) watcher.close();
        for (Broadcast broadcast : broadcasts) broadcast.close();
        server.close();
    }

    @Test
    void twoHundredStreamsRunAndNobodyStalls() throws Exception {
        flow(watchers);
        assertThat(broadcasts).allMatch(broadcast -> broadcast.failure() == null);
    }

    @Test
    void aHundredEncodersDropTogetherAndTheOthersNoticeNothing() throws Exception {
        List<Watcher> left = watchers.subList(0, DROPPING);
        List<Watcher> untouched = watchers.subList(DROPPING, SHOWS);
        untouched.forEach(Watcher::forgetPauses);
        for (Broadcast broadcast : broadcasts.subList(0, DROPPING)) broadcast.drop();
        flow(untouched);

        // They come back, and those who waited go on over the same connection, the stream's time with them.
        long[] before =
                left.stream().mapToLong(watcher -> watcher.came().newestMs()).toArray();
        long[] pictures =
                left.stream().mapToLong(watcher -> watcher.came().pictures()).toArray();
        assertThat(left).noneMatch(watcher -> watcher.came().ended());
        List<Broadcast> again = begunAtOnce(shows.subList(0, DROPPING));
        for (int i = 0; i < DROPPING; i++) broadcasts.set(i, again.get(i));
        server.await("picture for those who waited", Duration.ofSeconds(20), () -> {
            for (int i = 0; i < DROPPING; i++) {
                if (left.get(i).came().pictures() <= pictures[i] + 25) return false;
            }
            return true;
        });
        for (int i = 0; i < DROPPING; i++) {
            Watcher.Came came = left.get(i).came();
            assertThat(came.newestMs() - before[i])
                    .as("time passed in stream " + i)
                    .isBetween(LOOK.toMillis() - 5_000, LOOK.toMillis() + 40_000);
            assertThat(came.backwards()).isZero();
            assertThat(came.ended()).isFalse();
        }
    }

    /// The encoders of all these shows come at the same moment, as they do after the line was away.
    private static List<Broadcast> begunAtOnce(List<ShowAddresses> shows) throws Exception {
        long begin = System.nanoTime();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Broadcast>> coming = shows.stream()
                    .map(show -> crowd.submit(() -> Broadcast.begin(show, BITS_PER_SECOND)))
                    .toList();
            List<Broadcast> come = new ArrayList<>();
            for (Future<Broadcast> each : coming) come.add(each.get());
            System.out.printf("%d encoders let in within %.1f s%n", come.size(), (System.nanoTime() - begin) / 1e9);
            return come;
        }
    }

    /// For a while all of these get every picture in time, and the site answers.
    private void flow(List<Watcher> watched) throws Exception {
        watched.forEach(Watcher::forgetPauses);
        long[] before =
                watched.stream().mapToLong(watcher -> watcher.came().pictures()).toArray();
        long begin = System.nanoTime();
        long slowest = 0;
        while (System.nanoTime() - begin < LOOK.toNanos()) {
            long asked = System.nanoTime();
            assertThat(server.status("GET", shows.getFirst().watch())).isEqualTo(200);
            slowest = Math.max(slowest, System.nanoTime() - asked);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double worst = 0;
        for (int i = 0; i < watched.size(); i++) {
            Watcher.Came came = watched.get(i).came();
            worst = Math.max(worst, came.longestPauseSeconds());
            assertThat(came.ended()).isFalse();
            assertThat((came.pictures() - before[i]) / seconds)
                    .as("pictures a second, watcher " + i)
                    .isGreaterThan(20);
            assertThat(came.backwards()).isZero();
        }
        System.out.printf(
                "%d watchers, longest pause of any %.2f s, slowest page %.2f s%n",
                watched.size(), worst, slowest / 1e9);
        assertThat(worst).as("longest pause of any watcher").isLessThan(2);
        assertThat(slowest).as("slowest page").isLessThan(TimeUnit.SECONDS.toNanos(3));
    }
}
