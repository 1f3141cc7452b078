package footlight.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.RunningFootlight;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Streams and viewers that weigh too much, beside an ordinary one that must not notice.
@Tag("long")
@Timeout(300)
final class HeavyTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private RunningFootlight server;
    private Broadcast ordinary;
    private Watcher neighbour;

    @BeforeEach
    void open() throws Exception {
        server = RunningFootlight.open(folder);
        ShowAddresses show = server.show("Ordinary");
        ordinary = Broadcast.begin(show, 1_000_000);
        server.awaitMedia(show);
        neighbour = Watcher.of(show.flv());
        server.await("picture", Duration.ofSeconds(20), () -> neighbour.came().pictures() > 25);
        neighbour.forgetPauses();
    }

    @AfterEach
    void theNeighbourNoticedNothing() throws Exception {
        Watcher.Came came = neighbour.came();
        neighbour.close();
        ordinary.close();
        server.close();
        assertThat(came.ended()).isFalse();
        assertThat(came.backwards()).isZero();
        assertThat(came.longestPauseSeconds())
                .as("the neighbour's longest pause")
                .isLessThan(1.5);
    }

    @Test
    void aPublisherAtAHundredMegabitsIsHandedOnWhole() throws Exception {
        ShowAddresses show = server.show("A hundred megabits");
        try (Broadcast broadcast = Broadcast.begin(show, 100_000_000)) {
            server.awaitMedia(show);
            try (Watcher watcher = Watcher.of(show.flv())) {
                server.await(
                        "picture", Duration.ofSeconds(20), () -> watcher.came().pictures() > 25);
                watcher.forgetPauses();
                long before = watcher.came().pictures();
                pass(Duration.ofSeconds(20));
                Watcher.Came came = watcher.came();
                assertThat(came.pictures() - before).as("pictures in 20 s").isBetween(480L, 520L);
                assertThat(came.longestPauseSeconds()).isLessThan(1);
                assertThat(came.ended()).isFalse();
            }
            assertThat(broadcast.failure()).isNull();
        }
        assertThat(Vitals.of(server.pid()).residentBytes()).isLessThan(1200 * MIB);
    }

    /// RTMP counts a message's bytes in 24 bits, so 16 MiB is the most that can come; 8 MiB is the most that is taken.
    @Test
    void aHugeKeyframeIsHandedOnAndOneBeyondTheBoundIsLeftOut() throws Exception {
        ShowAddresses show = server.show("A huge keyframe");
        try (Encoder encoder = Encoder.publish(show)) {
            encoder.picture(0, true, 1000);
            server.awaitMedia(show);
            try (Watcher watcher = Watcher.of(show.flv())) {
                server.await(
                        "picture", Duration.ofSeconds(10), () -> watcher.came().pictures() == 1);
                int large = 8 * (1 << 20) - 100;
                encoder.picture(40, true, large);
                server.await(
                        "large picture",
                        Duration.ofSeconds(20),
                        () -> watcher.came().largestPicture() > large);
                try (Watcher late = Watcher.of(show.flv())) {
                    server.await(
                            "large picture",
                            Duration.ofSeconds(20),
                            () -> late.came().largestPicture() > large);
                }
                long resident = Vitals.of(server.pid()).residentBytes();
                for (int i = 0; i < 20; i++) {
                    encoder.picture(80 + 80 * i, true, (1 << 24) - 100);
                    encoder.picture(120 + 80 * i, false, 1000);
                }
                encoder.picture(2000, true, 2000);
                server.await(
                        "next picture",
                        Duration.ofSeconds(20),
                        () -> watcher.came().pictures() == 3);
                assertThat(Vitals.of(server.pid()).residentBytes() - resident).isLessThan(50 * MIB);
                assertThat(encoder.isClosed()).isFalse();
                assertThat(server.told("/shows/" + show.id() + "/encoder"))
                        .containsOnlyOnce("A picture was larger than 8 MB, which is the most that is taken");
            }
        }
    }

    /// An encoder that cuts the size of a 20 MB keyframe to 24 bits, and sends all of it nevertheless.
    @Test
    void aKeyframeTooLargeForItsHeaderEndsItsEncoderOnly() throws Exception {
        ShowAddresses show = server.show("A keyframe of 20 MB");
        try (Encoder encoder = Encoder.publish(show)) {
            encoder.picture(0, true, 1000);
            server.awaitMedia(show);
            try (Watcher watcher = Watcher.of(show.flv())) {
                server.await(
                        "picture", Duration.ofSeconds(10), () -> watcher.came().pictures() == 1);
                byte[] picture = new byte[20 << 20];
                new Random(1).nextBytes(picture);
                encoder.raw(ChunkWriter.control(new ControlMessage.SetChunkSize(Integer.MAX_VALUE)));
                try {
                    encoder.raw(ByteBuffer.wrap(new byte[] {6, 0, 0, 40, 0x40, 0, 0, 9, 1, 0, 0, 0}));
                    encoder.raw(ByteBuffer.wrap(picture));
                } catch (IOException cutOff) {
                    // The door shuts before all of it is sent.
                }
                server.await("end of the encoder", Duration.ofSeconds(10), encoder::isClosed);
                assertThat(watcher.came().ended()).isFalse();
                // Within the grace time it may come back.
                try (Encoder again = Encoder.publish(show)) {
                    again.picture(0, true, 2000);
                    server.await(
                            "picture again",
                            Duration.ofSeconds(10),
                            () -> watcher.came().pictures() == 2);
                }
            }
        }
    }

    @Test
    void aViewerThatStopsReadingForAMinuteIsLetGoAndOneThatStopsForThreeSecondsGoesOn() throws Exception {
        ShowAddresses show = server.show("Read or leave");
        try (Broadcast broadcast = Broadcast.begin(show, 8_000_000)) {
            server.awaitMedia(show);
            try (Watcher still = Watcher.of(show.flv());
                    Watcher brief = Watcher.of(show.flv());
                    Watcher steady = Watcher.of(show.flv())) {
                server.await(
                        "pictures",
                        Duration.ofSeconds(20),
                        () -> still.came().pictures() > 25
                                && brief.came().pictures() > 25
                                && steady.came().pictures() > 25);
                long resident = Vitals.of(server.pid()).residentBytes();
                steady.forgetPauses();
                still.stopReading();
                brief.stopReading();
                pass(Duration.ofSeconds(3));
                brief.readOn();
                long sent = broadcast.sent();
                pass(Duration.ofSeconds(57));
                still.readOn();
                server.await("end of who did not read", Duration.ofSeconds(5), () -> still.came()
                        .ended());
                assertThat(brief.came().ended()).isFalse();
                assertThat(brief.came().newestMs())
                        .as("who read on is at the live edge")
                        .isCloseTo(steady.came().newestMs(), org.assertj.core.data.Offset.offset(500L));
                assertThat(broadcast.sent() - sent).isGreaterThan(56 * 25);
                assertThat(steady.came().longestPauseSeconds()).isLessThan(1);
                assertThat(Vitals.of(server.pid()).residentBytes() - resident).isLessThan(150 * MIB);
                // Whoever comes back has a picture at once.
                try (Watcher back = Watcher.of(show.flv())) {
                    server.await(
                            "picture", Duration.ofSeconds(2), () -> back.came().pictures() > 0);
                }
            }
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime())
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
    }
}
