package footlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.Batch;
import footlight.live.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
    private final Wire wire = new Wire();
    private final List<ByteBuf> made = new ArrayList<>();
    private long nanos = 1;
    private final Traffic traffic = new Traffic();
    private final Delivery delivery = new Delivery(wire, traffic, () -> nanos);

    @AfterEach
    void nothingIsKept() {
        delivery.end();
        for (ByteBuf bytes : made) assertThat(bytes.refCnt()).isEqualTo(1);
    }

    @Test
    void aViewerBeginsWithTheHeadOfTheFirstRun() {
        take("P0", false);
        take("K1", true);
        take("P2", false);
        assertThat(wire.sent).containsExactly("H", "K1", "|", "P2", "|");
    }

    @Test
    void whatDoesNotGoOutWaitsInOrderAndLeavesAtOnce() {
        take("K0", true);
        wire.free = false;
        take("P1", false);
        take("P2", false);
        wire.free = true;
        // Overtakes nothing.
        take("P3", false);
        assertThat(wire.sent).containsExactly("H", "K0", "|");
        delivery.drain();
        assertThat(wire.sent).containsExactly("H", "K0", "|", "P1", "P2", "P3", "|");
    }

    @Test
    void aWayThatClosesWhileDrainingKeepsTheRest() {
        take("K0", true);
        wire.free = false;
        take("P1", false);
        take("P2", false);
        wire.room = 1;
        wire.free = true;
        delivery.drain();
        assertThat(wire.sent).containsExactly("H", "K0", "|", "P1", "|");
    }

    @Test
    void whoTakesNothingForTenSecondsIsCutOff() {
        take("K0", true);
        wire.free = false;
        take("P1", false);
        pass(9_900);
        take("P2", false);
        assertThat(wire.cuts).isZero();
        pass(200);
        take("P3", false);
        assertThat(wire.cuts).isEqualTo(1);
        assertThat(traffic.totals().cuts()).isEqualTo(1);
    }

    @Test
    void whoTakesALittleNowAndThenIsNot() {
        take("K0", true);
        for (int i = 0; i < 10; i++) {
            wire.free = false;
            take("P", false);
            pass(9_000);
            wire.free = true;
            delivery.drain();
        }
        assertThat(wire.cuts).isZero();
    }

    @Test
    void whoMissedChangedFormatsIsCutOff() {
        take("K0", true);
        wire.free = false;
        delivery.take(batch("!K1", true, true));
        fill();
        assertThat(wire.cuts).isZero();
        assertThat(traffic.totals().jumps()).as("backlogs thrown away").isEqualTo(1);
        take("P4", false);
        assertThat(wire.cuts).isEqualTo(1);
    }

    /// More than the backlog holds.
    private void fill() {
        ByteBuf large = Unpooled.buffer(17 << 20).writeZero(17 << 20);
        made.add(large);
        delivery.take(new Batch(bytes("H"), large, false, false));
    }

    @Test
    void afterItsEndNothingIsSent() {
        take("K0", true);
        delivery.end();
        take("K1", true);
        delivery.drain();
        assertThat(wire.sent).containsExactly("H", "K0", "|");
    }

    private void take(String text, boolean startsRun) {
        delivery.take(batch(text, startsRun, false));
    }

    private Batch batch(String text, boolean startsRun, boolean tellsFormats) {
        return new Batch(bytes("H"), bytes(text), startsRun, tellsFormats);
    }

    private ByteBuf bytes(String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        made.add(bytes);
        return bytes;
    }

    private void pass(long ms) {
        nanos += TimeUnit.MILLISECONDS.toNanos(ms);
    }

    /// Writes down what is sent; `|` is a flush.
    private static final class Wire implements Delivery.Way {
        final List<String> sent = new ArrayList<>();
        boolean free = true;
        int room = Integer.MAX_VALUE;
        int cuts;

        @Override
        public boolean free() {
            return free && room > 0;
        }

        @Override
        public void write(ByteBuf shared) {
            room--;
            sent.add(shared.toString(StandardCharsets.US_ASCII));
        }

        @Override
        public void flush() {
            sent.add("|");
        }

        @Override
        public void cut() {
            cuts++;
        }
    }
}
