package footlight.live;

import static footlight.live.TrackKind.AUDIO;
import static footlight.live.TrackKind.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimestampRepairTest {
    private static final long START = TimestampRepair.START_MS;
    private final TimestampRepair repair = new TimestampRepair();

    @Test
    void goodTimesKeepTheirDistances() {
        assertThat(at(VIDEO, 5_000_000, 0)).isEqualTo(START);
        assertThat(at(AUDIO, 4_999_980, 1)).isEqualTo(START - 20);
        assertThat(at(AUDIO, 5_000_003, 22)).isEqualTo(START + 3);
        assertThat(at(VIDEO, 5_000_040, 40)).isEqualTo(START + 40);
        assertThat(repair.repairs()).isZero();
    }

    @Test
    void countsOnOverTheWrapOfEachTrack() {
        assertThat(at(VIDEO, 0xFFFFFFF0L, 0)).isEqualTo(START);
        assertThat(at(AUDIO, 0xFFFFFFF8L, 8)).isEqualTo(START + 8);
        assertThat(at(VIDEO, 24, 40)).isEqualTo(START + 40);
        assertThat(at(AUDIO, 15, 31)).isEqualTo(START + 31);
        assertThat(repair.repairs()).isZero();
    }

    @Test
    void aTrackThatBeginsAfterTheWrapJoinsTheOther() {
        at(VIDEO, 0xFFFFFFF0L, 0);
        assertThat(at(AUDIO, 4, 20)).isEqualTo(START + 20);
    }

    @Test
    void aJumpForwardBecomesTheTimeOnTheWall() {
        at(VIDEO, 0, 0);
        at(AUDIO, 0, 0);
        assertThat(at(VIDEO, 40, 40)).isEqualTo(START + 40);
        assertThat(at(VIDEO, 9_000_080, 80)).isEqualTo(START + 80);
        // Sound follows into the new time, and stays in step.
        assertThat(at(AUDIO, 9_000_075, 81)).isEqualTo(START + 75);
        assertThat(at(VIDEO, 9_000_120, 120)).isEqualTo(START + 120);
        assertThat(at(AUDIO, 9_000_098, 121)).isEqualTo(START + 98);
    }

    @Test
    void soundOfTheOldTimeAmidTheJumpDoesNotPullItBack() {
        at(VIDEO, 1000, 0);
        at(AUDIO, 1000, 0);
        assertThat(at(VIDEO, 8_000_000, 40)).isEqualTo(START + 40);
        assertThat(at(AUDIO, 1023, 41)).isEqualTo(START + 23);
        assertThat(at(VIDEO, 8_000_040, 80)).isEqualTo(START + 80);
        assertThat(at(AUDIO, 8_000_046, 81)).isEqualTo(START + 86);
    }

    @Test
    void aClockThatBeginsAnewGoesOn() {
        at(VIDEO, 600_000, 0);
        at(VIDEO, 600_040, 40);
        assertThat(at(VIDEO, 0, 80)).isEqualTo(START + 80);
        assertThat(at(VIDEO, 40, 120)).isEqualTo(START + 120);
    }

    @Test
    void aPauseOfTheEncoderStaysAPause() {
        at(VIDEO, 0, 0);
        assertThat(at(VIDEO, 60_000, 60_000)).isEqualTo(START + 60_000);
        assertThat(repair.repairs()).isZero();
    }

    @Test
    void aStalledNetworkDoesNotStretchWhatItHeldBack() {
        at(VIDEO, 0, 0);
        for (int i = 1; i < 100; i++) assertThat(at(VIDEO, i * 40L, 20_000)).isEqualTo(START + i * 40L);
        assertThat(repair.repairs()).isZero();
    }

    @Test
    void timesThatStandStillOrStepBackRise() {
        at(VIDEO, 100, 0);
        assertThat(at(VIDEO, 100, 1)).isEqualTo(START + 1);
        assertThat(at(VIDEO, 90, 2)).isEqualTo(START + 2);
        assertThat(at(VIDEO, 140, 40)).isEqualTo(START + 40);
        assertThat(repair.repairs()).isEqualTo(2);
    }

    @Test
    void presentationKeepsItsPlaceWhenDecodingIsMoved() {
        at(VIDEO, 100, 0);
        assertThat(repair.decodeMs(VIDEO, 100, 80, 1)).isEqualTo(START + 1);
        assertThat(repair.offsetMs()).isEqualTo(79);
    }

    @Test
    void presentationNeverLiesBeforeDecoding() {
        repair.decodeMs(VIDEO, 0, -17, 0);
        assertThat(repair.offsetMs()).isZero();
        repair.decodeMs(VIDEO, 40, 8_000_000, 40);
        assertThat(repair.offsetMs()).isEqualTo(10_000);
        repair.decodeMs(VIDEO, 80, 80, 80);
        assertThat(repair.offsetMs()).isEqualTo(80);
    }

    /// Whatever comes, times rise, and never run away from the wall.
    @Test
    void noiseIsTamed() {
        java.util.Random random = new java.util.Random(1);
        long lastVideo = -1;
        long lastAudio = -1;
        for (int i = 0; i < 100_000; i++) {
            long wall = i * 20L;
            long raw = random.nextInt(3) == 0
                    ? random.nextLong() & 0xFFFFFFFFL
                    : (wall + random.nextInt(100)) & 0xFFFFFFFFL;
            if (random.nextBoolean()) {
                long out = repair.decodeMs(VIDEO, raw, random.nextInt(), wall);
                assertThat(out).isGreaterThan(lastVideo);
                lastVideo = out;
            } else {
                long out = repair.decodeMs(AUDIO, raw, 0, wall);
                assertThat(out).isGreaterThan(lastAudio);
                lastAudio = out;
            }
            assertThat(repair.offsetMs()).isBetween(0, 10_000);
        }
    }

    private long at(TrackKind track, long rawMs, long wallMs) {
        return repair.decodeMs(track, rawMs, 0, wallMs);
    }
}
