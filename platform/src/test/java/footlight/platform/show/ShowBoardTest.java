package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShowBoardTest {
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
    private static final Show SHOW = new Show(
            "show00000001",
            "channel00001",
            "stream000001",
            new Show.Settings("T", "", null, null, null, false, false, 12, "public"),
            null,
            Show.Life.begin(Phase.DRAFT),
            1,
            NOW,
            NOW);

    private static final StreamKey KEY =
            new StreamKey("key000000001", SHOW.id(), "Main", true, java.util.List.of(), NOW, null, null, null, null);

    /// As when a refused "Go live" forgets an idle show in the moment in which its encoder is let in.
    @Test
    void whoWaitedForAShowThatWasForgottenMeanwhileHoldsOneThatIsOnTheBoard() throws Exception {
        ShowBoard board = new ShowBoard(_ -> false);
        CompletableFuture<Boolean> second = board.held(SHOW, first -> {
            CompletableFuture<Boolean> waiting = new CompletableFuture<>();
            Thread.ofPlatform()
                    .start(() -> waiting.complete(board.held(SHOW, other -> {
                        other.admitted(KEY, new byte[] {1}, new java.net.InetSocketAddress("192.0.2.7", 5000));
                        return other != first;
                    })));
            while (!first.lock.hasQueuedThreads()) Thread.onSpinWait();
            board.remove(first);
            return waiting;
        });
        assertThat(second.get(10, TimeUnit.SECONDS)).as("another one").isTrue();
        assertThat(board.byShow(SHOW).orElseThrow().someKeyAdmitted()).isTrue();
    }
}
