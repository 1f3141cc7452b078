package footlight.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.RunningFootlight;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A machine that is smaller than its settings.
@Tag("long")
@Timeout(180)
final class TooMuchPromisedTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    /// The JVM has 512 MiB for its heap, and as much outside of it.
    @Test
    void moreMediaThanTheJvmMayHoldIsNotHeldAndNobodyIsCutOff() throws Exception {
        try (RunningFootlight server =
                RunningFootlight.open(folder, RunningFootlight.Watched.SOME_BUFFERS, "--media.memory=4GB")) {
            ShowAddresses show = server.show("Too fast");
            ShowAddresses beside = server.show("Beside it");
            try (Encoder encoder = Encoder.publish(show);
                    Broadcast ordinary = Broadcast.begin(beside, 1_000_000)) {
                encoder.picture(0, true, 1000);
                server.awaitMedia(show);
                server.awaitMedia(beside);
                try (Watcher neighbour = Watcher.of(beside.flv())) {
                    server.await(
                            "picture",
                            Duration.ofSeconds(20),
                            () -> neighbour.came().pictures() > 25);
                    for (int i = 1; i <= 7000; i++) encoder.picture(i * 4L, i % 250 == 0, 200_000);
                    assertThat(encoder.isClosed()).isFalse();
                    assertThat(neighbour.came().ended()).isFalse();
                    assertThat(ordinary.failure()).isNull();
                    try (Watcher late = Watcher.of(show.flv())) {
                        encoder.picture(40_000, true, 2000);
                        server.await(
                                "picture",
                                Duration.ofSeconds(20),
                                () -> late.came().pictures() > 0);
                    }
                }
            }
            Vitals vitals = Vitals.of(server.pid());
            System.out.println("after 1.4 GB at once: " + vitals);
            assertThat(vitals.directBytes()).isLessThan(512 * MIB);
            assertThat(server.logged()).doesNotContain("OutOfMemory");
        }
    }
}
