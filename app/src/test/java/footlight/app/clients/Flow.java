package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.Run;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The media that came out of a program's decoders in a stretch of time.
///
/// @param longestPause between two pictures, as far as that was seen
record Flow(int pictures, int sounds, Duration time, Duration longestPause) {
    private static final Duration LOOK = Duration.ofSeconds(4);
    private static final Duration FIRST_PICTURE = Duration.ofSeconds(25);
    /// A player sets itself up with its first pictures: that time is not looked at.
    private static final Duration SETTLING = Duration.ofMillis(1500);
    /// A player that waits for the network waits longer; a machine with much else to do pauses for less.
    private static final Duration STALL = Duration.ofMillis(1500);
    private static final double LEAST_SHARE = 0.75;

    /// Watches a program that says a line for each picture and for each piece of sound, for some seconds from a moment
    /// after its first picture on.
    static Flow of(Run player, Predicate<String> picture, Predicate<String> sound) throws InterruptedException {
        long begin = player.await("picture", picture, FIRST_PICTURE).atNanos() + SETTLING.toNanos();
        long end = begin + LOOK.toNanos();
        player.goesOnUntil(end);
        List<Run.Line> lines = player.lines().stream()
                .filter(line -> line.atNanos() >= begin && line.atNanos() <= end)
                .toList();
        int pictures = 0;
        int sounds = 0;
        long last = begin;
        long pause = 0;
        for (Run.Line line : lines) {
            if (sound.test(line.text())) sounds++;
            if (!picture.test(line.text())) continue;
            pictures++;
            pause = Math.max(pause, line.atNanos() - last);
            last = line.atNanos();
        }
        return new Flow(pictures, sounds, LOOK, Duration.ofNanos(Math.max(pause, end - last)));
    }

    /// That a person saw it run and heard it: at the rate of the stream, without a stall.
    Flow runs(int picturesEachSecond) {
        assertThat(sounds).as("pieces of sound in " + this).isGreaterThan(2);
        assertThat(pictures / seconds())
                .as("pictures a second in " + this)
                .isGreaterThan(LEAST_SHARE * picturesEachSecond);
        assertThat(longestPause).as("longest pause in " + this).isLessThan(STALL);
        return this;
    }

    private double seconds() {
        return time.toMillis() / 1000.0;
    }

    /// For the table.
    String words() {
        return String.format(
                Locale.ROOT,
                "picture and sound; %.0f pictures a second, longest pause %.2f s",
                pictures / seconds(),
                longestPause.toMillis() / 1000.0);
    }
}
