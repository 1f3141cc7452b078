package footlight.engine.rtmp;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds connections whose other end is gone without a word. A quiet client is pinged; one that
/// does not even answer that is given up. Lives on the channel's loop.
final class Silence {
    private static final int LOOKS = 3;

    private final Channel channel;
    private final long lookEveryMs;
    private final Runnable ping;
    private final Runnable givenUp;
    private @Nullable ScheduledFuture<?> looking;
    private boolean heard;
    private int quietLooks;

    /// `ping` and `givenUp` are called on the loop.
    Silence(Channel channel, Duration limit, Runnable ping, Runnable givenUp) {
        this.channel = channel;
        this.lookEveryMs = Math.max(1, limit.toMillis() / LOOKS);
        this.ping = ping;
        this.givenUp = givenUp;
    }

    void watch() {
        if (looking != null) return;
        heard = true;
        looking =
                channel.eventLoop().scheduleWithFixedDelay(this::look, lookEveryMs, lookEveryMs, TimeUnit.MILLISECONDS);
    }

    void heard() {
        heard = true;
    }

    void stop() {
        if (looking != null) looking.cancel(false);
        looking = null;
    }

    private void look() {
        if (heard) {
            heard = false;
            quietLooks = 0;
            return;
        }
        quietLooks++;
        if (quietLooks < LOOKS) {
            ping.run();
        } else {
            stop();
            givenUp.run();
        }
    }
}
