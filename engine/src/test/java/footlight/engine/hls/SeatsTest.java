package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.PlayRequest;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// On virtual time, before a door that lets everybody in.
class SeatsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final HlsStage.Door door = new HlsStage.Door();
    private final Seats seats = new Seats(door, nanos::get);

    private void serve(String address, @Nullable String pass, String program) {
        seats.serve(new PlayRequest("night", "hls", pass, InetAddress.ofLiteral(address), program));
    }

    @Test
    void aBrowserOfAnAddressIsOneViewerAndSoIsAPassWhereverItComesFrom() {
        for (int i = 0; i < 10; i++) {
            serve("192.0.2.1", null, "Firefox");
            serve("192.0.2.1", null, "Chromium");
            serve("192.0.2.2", null, "Firefox");
            serve("192.0.2." + i, "pass", "Firefox");
        }
        assertThat(door.counted()).isEqualTo(4);
    }

    @Test
    void anAddressThatThinksUpProgramsAndPassesIsNoCrowd() {
        for (int i = 0; i < 10_000; i++) {
            serve("192.0.2.1", null, "Firefox " + i);
            serve("192.0.2.1", "pass" + i, "Firefox");
            // A line has 2^64 addresses.
            serve("2001:db8::" + Integer.toHexString(i), null, "Firefox");
        }
        assertThat(door.counted()).isEqualTo(2 * Seats.OF_ONE_ADDRESS);
        serve("192.0.2.2", null, "Firefox");
        assertThat(door.counted()).isEqualTo(2 * Seats.OF_ONE_ADDRESS + 1);
    }

    @Test
    void seatsThatAreFreeAgainCanBeTaken() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 2 * Seats.OF_ONE_ADDRESS; i++) serve("192.0.2.1", null, "round " + round + " " + i);
            assertThat(door.counted()).isEqualTo(Seats.OF_ONE_ADDRESS);
            nanos.addAndGet(Seats.LATELY_NANOS + 1);
            seats.sweep();
            assertThat(door.counted()).isZero();
        }
        for (int i = 0; i < Seats.OF_ONE_ADDRESS; i++) serve("192.0.2.1", null, "sent away " + i);
        door.revokeAll();
        assertThat(door.counted()).isZero();
        serve("192.0.2.1", null, "Firefox");
        assertThat(door.counted()).isEqualTo(1);
    }

    @Test
    void whoIsNotAdmittedTakesNoSeatFromOthers() {
        door.shut = true;
        for (int i = 0; i < 2 * Seats.OF_ONE_ADDRESS; i++) serve("192.0.2.1", null, "shut out " + i);
        door.shut = false;
        serve("192.0.2.1", null, "Firefox");
        assertThat(door.counted()).isEqualTo(1);
    }

    @Test
    void ofANameWithoutEndOnlyTheBeginningIsKept() {
        String endless = "x".repeat(8000);
        serve("192.0.2.1", null, endless + 1);
        serve("192.0.2.1", null, endless + 2);
        assertThat(seats.count()).isEqualTo(1);
    }
}
