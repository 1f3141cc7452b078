package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoopWaitersTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final LoopWaiters waiters = new LoopWaiters(loop, () -> Snapshot.nothing(HlsSettings.DEFAULT));
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private <T> T onLoop(Callable<T> step) throws Exception {
        return loop.submit(step).get();
    }

    private Waiter never(String name) {
        return (_, _) -> {
            asked.add(name);
            return false;
        };
    }

    @Test
    void whoIsAnsweredByWaitingForSomethingElseWaitsForThat() throws Exception {
        Waiter part = never("part");
        // As the first list of a stream, and then a part that it does not have yet.
        onLoop(() -> waiters.add((_, _) -> waiters.add(part, 1000), 1000));
        onLoop(() -> {
            asked.clear();
            waiters.wake();
            return null;
        });
        assertThat(asked).containsExactly("part");
        onLoop(() -> {
            waiters.remove(part);
            return null;
        });
        assertThat(waiters.any()).isFalse();
    }

    @Test
    void whoIsForgottenIsNotAskedAgainAndTheOthersAreInTheirOrder() throws Exception {
        Waiter second = never("second");
        onLoop(() -> waiters.add(never("first"), 1000));
        onLoop(() -> waiters.add(second, 1000));
        onLoop(() -> waiters.add(never("third"), 1000));
        onLoop(() -> {
            waiters.remove(second);
            asked.clear();
            waiters.wake();
            return null;
        });
        assertThat(asked).containsExactly("first", "third");
    }
}
