package footlight.engine.hls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.MediaMemory;
import footlight.wire.hls.Segment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Encoders that do anything in any order: whatever they do, lists stay lists, and nothing is kept that should not be.
class PackagerChaosTest {
    @RepeatedTest(40)
    void anythingAnEncoderDoesLeavesAListThatPlayersCanFollow(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        long bytes = random.nextBoolean() ? 1 << 30 : 20_000 + random.nextInt(400_000);
        Film film = new Film(new HlsSettings(1 + random.nextInt(5), 334_000), new MediaMemory(bytes));
        film.formats(random.nextBoolean() ? Film.PICTURE : Film.SOUND);
        long ms = 0;
        for (int step = 0; step < 1500; step++) {
            ms += random.nextInt(100) == 0 ? random.nextInt(9000) : 1 + random.nextInt(40);
            film.frameBytes = 10 + random.nextInt(random.nextInt(50) == 0 ? 20_000 : 400);
            switch (random.nextInt(200)) {
                case 0 -> film.packager.interrupted();
                case 1 -> film.packager.resumed();
                case 2 -> film.formats(Film.SMALL_PICTURE);
                case 3 -> film.formats(Film.PICTURE);
                case 4 -> film.formats(Film.SOUND);
                case 5 -> film.only(null, Film.SOUND);
                case 6 -> film.only(Film.PICTURE, null);
                case 7 -> film.packager.finish();
                case 8 -> film.watched = !film.watched;
                default -> {
                    if (random.nextInt(3) > 0) film.picture(ms, random.nextInt(60) == 0);
                    else film.sound(ms);
                }
            }
            if (step % 20 == 0 && !film.told.isEmpty()) check(film);
        }
        film.end();
    }

    private static void check(Film film) {
        Snapshot last = film.last();
        assertThat(last.texts().plain(PlaylistTexts.Kind.WHOLE).toString()).startsWith("#EXTM3U");
        List<HeldSegment> held = last.held();
        for (int i = 1; i < held.size(); i++)
            assertThat(held.get(i).msn()).isEqualTo(held.get(i - 1).msn() + 1);
        Snapshot first = film.told.get(Math.max(0, film.told.size() - 5));
        assertThat(last.list().mediaSequence())
                .isGreaterThanOrEqualTo(first.list().mediaSequence());
        for (Segment segment : last.list().segments()) {
            assertThat(segment.parts()).isNotEmpty();
            assertThat(last.media(segment.uri())).isNotNull();
            assertThat(last.init(requireNonNull(segment.start().map()))).isNotNull();
        }
        film.told.subList(0, Math.max(0, film.told.size() - 5)).clear();
    }
}
