package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.BundledFfmpeg;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a page with a player saw of itself (`clients/player.html`).
///
/// @param all as it told it
record PageSeen(JsonObject all) {
    private static final double STALL_SECONDS = 1.5;
    /// A player by parts that is farther behind plays whole segments.
    private static final double LOW_SECONDS = 4;

    static PageSeen of(JsonObject all) {
        return new PageSeen(all);
    }

    /// That a person saw it run and heard it for `seconds`.
    ///
    /// @param low whether it had to be near the moment
    PageSeen plays(int seconds, boolean low) {
        String told = all.encode();
        assertThat(all.getDouble("played", 0.0)).as("seconds played; " + told).isGreaterThan(seconds * 0.8);
        assertThat(shown()).as("pictures; " + told).isGreaterThan(seconds * BundledFfmpeg.PICTURES_EACH_SECOND * 3 / 4);
        assertThat(all.getBoolean("heard")).as("sound; " + told).isTrue();
        assertThat(all.getDouble("pause")).as("longest pause; " + told).isLessThan(STALL_SECONDS);
        assertThat(all.getValue("error")).as(told).isNull();
        if (low) assertThat(behind()).as("seconds behind; " + told).isNotNull().isBetween(0.0, LOW_SECONDS);
        return this;
    }

    String words(int seconds) {
        String words = String.format(
                Locale.ROOT,
                "picture and sound; %d pictures a second, longest pause %.2f s",
                Math.round((double) shown() / seconds),
                all.getDouble("pause"));
        Double behind = behind();
        return behind == null ? words : words + String.format(Locale.ROOT, ", %.1f s behind", behind);
    }

    private int shown() {
        return all.getInteger("shown", 0);
    }

    /// Behind the moment when what is shown came into the server; null where the player does not know.
    private @Nullable Double behind() {
        return all.getDouble("behind");
    }
}
