package footlight.app.badday;

import footlight.app.admin.ShowAddresses;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// An encoder that sends 25 pictures a second and their sound by the clock, on a thread of its own, until it is closed
/// or dropped: a second run each keyframe.
final class Broadcast implements AutoCloseable {
    private static final long PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int RUN = 25;

    private final Encoder encoder;
    private final int pictureBytes;
    private final int keyframeBytes;
    private final Thread thread;
    private volatile boolean over;
    private volatile boolean dropped;
    private volatile long sent;
    private volatile @Nullable IOException failure;

    private Broadcast(Encoder encoder, int bitsPerSecond) {
        this.encoder = encoder;
        this.pictureBytes = bitsPerSecond / 8 / 30;
        this.keyframeBytes = pictureBytes * 5;
        this.thread = Thread.ofVirtual().unstarted(this::run);
    }

    static Broadcast begin(ShowAddresses show, int bitsPerSecond) throws IOException, InterruptedException {
        Broadcast broadcast = new Broadcast(Encoder.publish(show), bitsPerSecond);
        broadcast.thread.start();
        return broadcast;
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            for (long i = 0; !over; i++) {
                boolean keyframe = i % RUN == 0;
                encoder.picture(i * 40, keyframe, keyframe ? keyframeBytes : pictureBytes);
                // 46.875 pieces of sound a second at 48 kHz; two a picture, with one left out now and then.
                encoder.sound(i * 40);
                if (i % 8 != 0) encoder.sound(i * 40 + 20);
                sent = i + 1;
                LockSupport.parkNanos(begin + (i + 1) * PICTURE_NANOS - System.nanoTime());
            }
        } catch (IOException lost) {
            if (!over) failure = lost;
        }
    }

    /// Pictures sent.
    long sent() {
        return sent;
    }

    /// Why it ended by itself, if it did.
    @Nullable
    IOException failure() {
        return failure;
    }

    /// Ends without a goodbye.
    void drop() throws IOException {
        over = true;
        dropped = true;
        encoder.drop();
    }

    @Override
    public void close() throws IOException {
        over = true;
        if (!dropped) encoder.close();
    }
}
