package footlight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.bench.host.HostLoad;
import footlight.bench.load.Heard;
import footlight.bench.load.Viewing;
import footlight.bench.subject.Flush;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final HostLoad HALF_BUSY = new HostLoad(90, 10, 0, 100);

    @Test
    void aQuietWholeRunNeedsNoNote() {
        assertThat(on(heard(300, 0, 30, 0.3), 0, HALF_BUSY)).isEmpty();
    }

    @Test
    void aToolThatUsedMostOfItsCoreMakesTheRowInvalid() {
        assertThat(on(heard(300, 0, 30, 0.81), 0, HALF_BUSY)).isEqualTo("invalid: load tool used 0.81 of a core");
    }

    @Test
    void lostViewersAndGapsAreTold() {
        assertThat(on(heard(297, 2, 30, 0.3), 0, HALF_BUSY)).isEqualTo("dropped 3 of 300 viewers, 2 gaps over 2 s");
    }

    @Test
    void framesThatNeverCameAreTold() {
        assertThat(on(heard(300, 0, 21.5, 0.3), 0, HALF_BUSY)).isEqualTo("dropped frames: 21.5 of 30 a second");
    }

    @Test
    void aBatchOutsideTheWindowIsNotALoss() {
        var heard = heard(300, 0, 28.0, 0.3);
        var viewing = new Viewing(heard, 1, 1, 0, 0, HALF_BUSY);
        assertThat(Verdict.on(viewing, Flush.LONG, false).faults()).isEmpty();
        assertThat(Verdict.on(viewing, Flush.NONE, false).faults()).hasSize(1);
    }

    @Test
    void strangersAndThievesAreTold() {
        assertThat(on(heard(300, 0, 30, 0.3), 0.4, new HostLoad(90, 10, 20, 80)))
                .isEqualTo("noisy: other processes used 0.40 cores, noisy: 10 % stolen");
        assertThat(on(heard(300, 0, 30, 0.3), 0, new HostLoad(190, 10, 0, 1)))
                .isEqualTo("invalid: no processor time was left");
    }

    @Test
    void aPublisherThatWasThrownOutMakesTheRowInvalid() {
        var viewing = new Viewing(heard(300, 0, 30, 0.3), 1, 1, 0, 0, HALF_BUSY);
        assertThat(Verdict.on(viewing, Flush.NONE, true).note()).contains("invalid: the publisher was dropped");
    }

    private static String on(Heard heard, double othersCores, HostLoad host) {
        return Verdict.on(new Viewing(heard, 1, 1, 0, othersCores, host), Flush.NONE, false)
                .note()
                .orElse("");
    }

    private static Heard heard(int stayed, int stalls, double framesPerSecond, double toolCores) {
        return new Heard(300, stayed, 0, 300 - stayed, stalls, 0, 6, 4.5, framesPerSecond, 1, 2, 3, 4, toolCores);
    }
}
