package footlight.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.RunningFootlight;
import footlight.testkit.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The machine's clock is set while a show runs: libfaketime lies to the server and its database about the time of
/// day, as an operator or a time daemon does; the clock that only counts on stays true, as it does then.
@Tag("long")
@Timeout(300)
final class ClockJumpTest {
    @TempDir
    Path folder;

    @Test
    void aClockThatIsSetMovesNoShow() throws Exception {
        Optional<Path> library;
        try (Stream<Path> places =
                Files.exists(Path.of("/usr/lib")) ? Files.list(Path.of("/usr/lib")) : Stream.empty()) {
            library = places.map(place -> place.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        }
        Programs.need(library.isPresent(), "libfaketime", "libfaketime");
        Path now = folder.resolve("now");
        set(now, Duration.ZERO);
        Map<String, String> lie = Map.of(
                "LD_PRELOAD",
                library.orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                now.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Without this, libfaketime 0.9.10 adds the jump to every wait by the clock that only counts on: one
                // that begins while the clock is three hours back ends three hours late. So says its
                // `pthread_cond_timedwait_common`; later versions, from their #503 on, do not.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
        try (RunningFootlight server = RunningFootlight.open(folder.resolve("server"), lie)) {
            ShowAddresses show = server.show("Out of time");
            try (Broadcast broadcast = Broadcast.begin(show, 1_000_000)) {
                server.awaitMedia(show);
                try (Watcher watcher = Watcher.of(show.flv())) {
                    server.await(
                            "picture",
                            Duration.ofSeconds(20),
                            () -> watcher.came().pictures() > 25);
                    for (Duration jump : List.of(
                            Duration.ofHours(2),
                            Duration.ofHours(-3),
                            Duration.ofSeconds(40),
                            Duration.ofDays(400),
                            Duration.ZERO)) {
                        watcher.forgetPauses();
                        Watcher.Came before = watcher.came();
                        set(now, jump);
                        pass(Duration.ofSeconds(5));
                        Watcher.Came after = watcher.came();
                        assertThat(after.ended())
                                .as("after the clock was set to %s", jump)
                                .isFalse();
                        assertThat(after.pictures() - before.pictures()).isBetween(100L, 160L);
                        assertThat(after.longestPauseSeconds()).isLessThan(2);
                        assertThat(after.newestMs() - before.newestMs()).isBetween(4_000L, 6_400L);
                        assertThat(after.backwards()).isZero();
                        assertThat(server.status("GET", show.watch())).isEqualTo(200);
                        // Who joins now is let in and has a picture.
                        try (Watcher late = Watcher.of(show.flv())) {
                            server.await(
                                    "picture",
                                    Duration.ofSeconds(3),
                                    () -> late.came().pictures() > 0);
                        }
                    }
                }
                assertThat(broadcast.failure()).isNull();
            }
        }
    }

    private static void set(Path now, Duration from) throws Exception {
        Path beside = now.resolveSibling("next");
        Files.writeString(beside, (from.isNegative() ? "" : "+") + from.toSeconds() + "\n");
        Files.move(
                beside,
                now,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime())
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
    }
}
