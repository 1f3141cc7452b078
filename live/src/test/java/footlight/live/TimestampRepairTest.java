package footlight.live;

import static footlight.live.TrackKind.AUDIO;
import static footlight.live.TrackKind.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampRepairTest {
    private static final long START = TimestampRepair.START_MS;
    private final TimestampRepair repair = new TimestampRepair();

    @Test
    void goodTimesKeepTheirDistances() {
        assertThat(at(VIDEO, 5_000_000, 0)).isEqualTo(START);
        assertThat(at(AUDIO, 4_999_980, 1)).isEqualTo(START - 20);
        assertThat(at(AUDIO, 5_000_003, 22)).isEqualTo(START + 3);
        assertThat(at(VIDEO, 5_000_040, 40)).isEqualTo(START + 40);
        assertThat(repair.repairs().frames()).isZero();
    }

    @Test
    void countsOnOverTheWrapOfEachTrack() {
        assertThat(at(VIDEO, 0xFFFFFFF0L, 0)).isEqualTo(START);
        assertThat(at(AUDIO, 0xFFFFFFF8L, 8)).isEqualTo(START + 8);
        assertThat(at(VIDEO, 24, 40)).isEqualTo(START + 40);
        assertThat(at(AUDIO, 15, 31)).isEqualTo(START + 31);
        assertThat(repair.repairs().frames()).isZero();
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
        assertThat(repair.repairs().frames()).isZero();
    }

    @Test
    void aStalledNetworkDoesNotStretchWhatItHeldBack() {
        at(VIDEO, 0, 0);
        for (int i = 1; i < 100; i++) assertThat(at(VIDEO, i * 40L, 20_000)).isEqualTo(START + i * 40L);
        assertThat(repair.repairs().frames()).isZero();
    }

    @Test
    void timesThatStandStillOrStepBackRise() {
        at(VIDEO, 100, 0);
        assertThat(at(VIDEO, 100, 1)).isEqualTo(START + 1);
        assertThat(at(VIDEO, 90, 2)).isEqualTo(START + 2);
        assertThat(at(VIDEO, 140, 40)).isEqualTo(START + 40);
        assertThat(repair.repairs().notRising()).isEqualTo(2);
        assertThat(repair.repairs().frames()).isEqualTo(2);
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
        assertThat(repair.repairs().presentations()).isEqualTo(2);
    }

    /// An encoder's clock may run ahead once, by what it had kept; not a little more on every frame.
    @Test
    void manyStepsAheadAreNoWayAroundTheLimit() {
        at(VIDEO, 0, 0);
        long raw = 0;
        for (int i = 1; i <= 1000; i++) {
            raw += 4900;
            long out = at(VIDEO, raw, i * 40L);
            assertThat(out - START - i * 40L).isLessThan(5500);
        }
        for (int i = 1001; i <= 2000; i++) {
            raw += 440;
            long out = at(VIDEO, raw, i * 40L);
            assertThat(out - START - i * 40L).isLessThan(6000);
        }
    }

    @Test
    void whatAnEncoderHadKeptMayComeAtOnce() {
        for (int i = 0; i < 100; i++) assertThat(at(VIDEO, i * 40L, 0)).isEqualTo(START + i * 40L);
        for (int i = 100; i < 1000; i++)
            assertThat(at(VIDEO, i * 40L, (i - 100) * 40L)).isEqualTo(START + i * 40L);
        assertThat(repair.repairs().frames()).isZero();
    }

    @Test
    void framesThatWereHeldUpAndSomeLostAmongThemKeepTheirPlaces() {
        for (int i = 0; i < 100; i++) at(VIDEO, i * 40L, i * 40L);
        // Ten seconds nothing; then all at once, three seconds left out.
        for (int i = 100; i < 200; i++) assertThat(at(VIDEO, i * 40L, 14_000)).isEqualTo(START + i * 40L);
        for (int i = 275; i < 350; i++) assertThat(at(VIDEO, i * 40L, 14_000)).isEqualTo(START + i * 40L);
        for (int i = 350; i < 500; i++) assertThat(at(VIDEO, i * 40L, i * 40L)).isEqualTo(START + i * 40L);
        assertThat(repair.repairs().frames()).isZero();
    }

    @Test
    void jumpsAreCountedByTheirDirection() {
        at(VIDEO, 100_000, 0);
        at(VIDEO, 104_000, 40);
        at(VIDEO, 104_040, 80);
        at(VIDEO, 0, 120);
        at(VIDEO, 40, 160);
        Repairs repairs = repair.repairs();
        assertThat(repairs.jumpsForward()).isEqualTo(1);
        assertThat(repairs.jumpsBack()).isEqualTo(1);
        assertThat(repairs.frames()).isEqualTo(2);
    }

    /// Twenty days around the clock, over the end of the count, in both widths that senders use.
    @ParameterizedTest
    @ValueSource(ints = {31, 32})
    void twentyDaysPassOverTheWrap(int bits) {
        long range = 1L << bits;
        long day = 24L * 3600 * 1000;
        long raw = range - 10 * day;
        for (long ms = 0; ms < 20 * day; ms += 500) {
            assertThat(at(VIDEO, (raw + ms) % range, ms)).isEqualTo(START + ms);
            assertThat(at(AUDIO, (raw + ms + 20) % range, ms + 20)).isEqualTo(START + ms + 20);
        }
        assertThat(repair.repairs().frames()).isZero();
        assertThat(repair.repairs().wraps()).isEqualTo(2);
    }

    /// Crystals differ: a hundred parts in a million are 170 s in twenty days.
    @ParameterizedTest
    @ValueSource(ints = {-100, 100})
    void aClockThatRunsFastOrSlowIsFollowed(int partsPerMillion) {
        long day = 24L * 3600 * 1000;
        for (long ms = 0; ms < 20 * day; ms += 1000) {
            long counted = ms + ms * partsPerMillion / 1_000_000;
            assertThat(at(VIDEO, counted, ms)).isEqualTo(START + counted);
        }
        assertThat(repair.repairs().frames()).isZero();
    }

    /// Sound in samples, the picture in ticks of 90 kHz or microseconds: within seconds both are milliseconds.
    @ParameterizedTest
    @CsvSource({
        "90, 48, TICKS_90000, SAMPLES_48000",
        "1000, 1000, MICROSECONDS, MICROSECONDS",
        "90, 44.1, TICKS_90000, SAMPLES_44100",
        "1, 48, MILLISECONDS, SAMPLES_48000",
        "1000, 1, MICROSECONDS, MILLISECONDS"
    })
    void countsInAnotherUnitBecomeMilliseconds(double video, double audio, ClockUnit videoUnit, ClockUnit audioUnit) {
        java.util.Random jitter = new java.util.Random(7);
        long lastPicture = -1;
        long lastSound = -1;
        long apart = 0;
        for (int i = 0; i < 3000; i++) {
            long ms = i * 20L;
            long wall = ms + jitter.nextInt(15);
            if (i % 2 == 0) {
                long out = at(VIDEO, Math.round(ms * video) & 0xFFFFFFFFL, wall);
                assertThat(out).isGreaterThan(lastPicture);
                if (i > 500) assertThat(out - lastPicture).isBetween(39L, 41L);
                lastPicture = out;
            }
            long out = at(AUDIO, Math.round(ms * audio) & 0xFFFFFFFFL, wall);
            assertThat(out).isGreaterThan(lastSound);
            if (i > 500) assertThat(out - lastSound).isBetween(19L, 21L);
            lastSound = out;
            // Never a second out of step, and never out of step by other than at the beginning.
            if (i == 500) apart = lastSound - lastPicture;
            if (i > 500 && i % 2 == 0)
                assertThat(lastSound - lastPicture - apart).isBetween(-1L, 1L);
            assertThat(Math.abs(out - START - wall)).isLessThan(1000);
        }
        assertThat(Math.abs(apart)).isLessThan(300);
        assertThat(repair.repairs().videoUnit()).isEqualTo(videoUnit);
        assertThat(repair.repairs().audioUnit()).isEqualTo(audioUnit);
    }

    /// A busy machine reads its sockets when it can: frames come in lumps, up to 0.7 s late.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theUnitIsFoundThoughFramesArriveInLumps(long seed) {
        java.util.Random random = new java.util.Random(seed);
        long readMs = 0;
        for (int i = 0; i < 500; i++) {
            long ms = i * 40L;
            if (ms > readMs) readMs = ms + random.nextInt(700);
            at(VIDEO, ms * 90, readMs);
        }
        assertThat(repair.repairs().videoUnit()).isEqualTo(ClockUnit.TICKS_90000);
        assertThat(repair.repairs().jumpsForward()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "nothing"})
    void aClockThatIsNoneGivesWayToTheWall(String counts) {
        long last = -1;
        for (int i = 0; i < 1000; i++) {
            long ms = i * 40L;
            long out = at(VIDEO, counts.equals("seconds") ? ms / 1000 : 0, ms);
            assertThat(out).isGreaterThan(last);
            if (i > 100) assertThat(out).isEqualTo(START + ms);
            last = out;
            at(AUDIO, ms, ms);
        }
        assertThat(repair.repairs().videoUnit()).isEqualTo(ClockUnit.NONE);
        assertThat(repair.repairs().audioUnit()).isEqualTo(ClockUnit.MILLISECONDS);
    }

    @Test
    void aClockThatIsMendedIsTrustedAgain() {
        for (int i = 0; i < 200; i++) at(VIDEO, 0, i * 40L);
        assertThat(repair.repairs().videoUnit()).isEqualTo(ClockUnit.NONE);
        for (int i = 200; i < 400; i++) at(VIDEO, 500_000 + i * 40L, i * 40L);
        assertThat(repair.repairs().videoUnit()).isEqualTo(ClockUnit.MILLISECONDS);
        long before = at(VIDEO, 500_000 + 400 * 40L, 400 * 40L);
        assertThat(at(VIDEO, 500_000 + 401 * 40L, 401 * 40L + 13)).isEqualTo(before + 40);
    }

    /// A slide each ten seconds is no clock that stands still, nor a network that does.
    @Test
    void fewFramesAreTakenForWhatTheyAre() {
        for (int i = 0; i < 500; i++)
            assertThat(at(VIDEO, i * 10_000L, i * 10_000L)).isEqualTo(START + i * 10_000L);
        for (int i = 500; i < 1000; i++)
            assertThat(at(VIDEO, i * 10_000L, (i / 3 * 3 + 3) * 10_000L)).isEqualTo(START + i * 10_000L);
        assertThat(repair.repairs()).isEqualTo(Repairs.NONE);
    }

    /// A network that stalls for 45 s and lets all go at once looks like counts 45 times too large; it is not.
    @Test
    void aStallIsNotMistakenForAnotherUnit() {
        long wall = 0;
        for (int i = 0; i < 5000; i++) {
            wall = Math.max(wall, i < 1000 ? i * 40L : i < 2125 ? 85_000 : i * 40L);
            assertThat(at(VIDEO, i * 40L, wall)).isEqualTo(START + i * 40L);
        }
        assertThat(repair.repairs()).isEqualTo(Repairs.NONE);
    }

    @Test
    void soundThatBeginsMuchLaterIsInStep() {
        for (int i = 0; i < 1500; i++) at(VIDEO, 7000 + i * 40L, i * 40L);
        assertThat(at(AUDIO, 67_003, 60_005)).isEqualTo(START + 60_003);
        assertThat(repair.repairs().frames()).isZero();
    }

    @Test
    void soundThatBeginsLateWithAClockOfItsOwnIsPutWhereItArrives() {
        for (int i = 0; i < 1500; i++) at(VIDEO, i * 40L, i * 40L);
        assertThat(at(AUDIO, 0, 60_000)).isEqualTo(START + 60_000);
        assertThat(at(AUDIO, 21, 60_021)).isEqualTo(START + 60_021);
        assertThat(at(VIDEO, 60_040, 60_040)).isEqualTo(START + 60_040);
        assertThat(repair.repairs().jumpsBack()).isEqualTo(1);
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
            assertThat(Math.max(lastVideo, lastAudio) - START - wall).isLessThan(7_000 + wall / 100);
        }
    }

    private long at(TrackKind track, long rawMs, long wallMs) {
        return repair.decodeMs(track, rawMs, 0, wallMs);
    }
}
