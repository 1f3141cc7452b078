package footlight.wire.srt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On virtual time.
final class SrtReceiverTest {
    private static final int MS = 1000;

    @Test
    void whatComesInOrderIsHandedOnAtOnceAndAcknowledged() {
        Sender sender = new Sender(100, 400, 0, 0, 1);
        for (int i = 0; i < 3; i++) sender.payload(i, false);
        sender.pass(0);
        sender.pass(1);
        assertThat(sender.handedOn).containsExactly(0, 1, 2);
        sender.pass(20 * MS);
        assertThat(sender.acknowledged).isEqualTo(103);
        sender.pass(500 * MS);
        assertThat(sender.heard(SrtPacket.ACK)).as("once is enough").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void overABadNetworkEverythingComesOnceAndInOrder(int seed) {
        // Near the end of the numbers, so that they wrap.
        Sender sender = new Sender(Sequence.MASK - 1500, 800, 0.10, 15 * MS, seed);
        int packets = 3000;
        for (int i = 0; i < packets; i++) {
            sender.payload(i, false);
            sender.pass(MS);
        }
        // What is lost last is shown by what comes after it.
        for (int i = packets; i < packets + 50; i++) {
            sender.payload(i, false);
            sender.pass(20 * MS);
        }
        sender.pass(1000 * MS);
        assertThat(sender.missing).isZero();
        assertThat(sender.handedOn.subList(0, packets))
                .isEqualTo(IntStream.range(0, packets).boxed().toList());
        ReceiverFacts facts = sender.receiver.facts();
        assertThat(facts.lost()).isBetween(150L, 2000L);
        assertThat(facts.roundTripUs()).isBetween(25 * MS, 60 * MS);
    }

    @Test
    void aGapThatIsNotFilledIsGivenUpWhenItsLatencyIsOver() {
        Sender sender = new Sender(0, 400, 0, 0, 1);
        sender.payload(0, false);
        deaf(sender, 3);
        sender.pass(390 * MS);
        assertThat(sender.handedOn).containsExactly(0);
        sender.pass(30 * MS);
        assertThat(sender.handedOn).containsExactly(0, 3);
        assertThat(sender.missing).isEqualTo(2);
    }

    @Test
    void lossIsReportedAtOnceAndAgain() {
        Sender sender = new Sender(0, 400, 0, 0, 1);
        sender.payload(0, false);
        deaf(sender, 3);
        sender.pass(1);
        assertThat(sender.heard(SrtPacket.LOSS_REPORT)).isEqualTo(1);
        sender.pass(390 * MS);
        assertThat(sender.heard(SrtPacket.LOSS_REPORT)).isGreaterThan(2);
    }

    @Test
    void whatTheSenderHasGivenUpIsNotWaitedFor() {
        Sender sender = new Sender(0, 10_000, 0, 0, 1);
        sender.payload(0, false);
        deaf(sender, 5);
        sender.pass(1);
        sender.receiver.drop(new SrtPacket.DropRequest(1, 3, 1));
        assertThat(sender.handedOn).containsExactly(0);
        assertThat(sender.missing).isEqualTo(3);
        sender.receiver.drop(new SrtPacket.DropRequest(4, 9, 1));
        assertThat(sender.handedOn).containsExactly(0, 5);
        assertThat(sender.missing).isEqualTo(3 + 1 + 4);
        deaf(sender, 10);
        sender.pass(1);
        assertThat(sender.handedOn).containsExactly(0, 5, 10);
    }

    @Test
    void aSenderBeyondTheWindowHasGivenUpWhatIsMissing() {
        Sender sender = new Sender(0, 10_000, 0, 0, 1);
        deaf(sender, 1);
        for (int i = 2; i <= SrtReceiver.WINDOW_PACKETS; i++) deaf(sender, i);
        sender.pass(1);
        assertThat(sender.missing).isEqualTo(1);
        assertThat(sender.handedOn).hasSize(SrtReceiver.WINDOW_PACKETS);
    }

    @Test
    void aLeapOutOfTheWindowIsNoPacketOfThisStream() {
        Sender sender = new Sender(0, 400, 0, 0, 1);
        deaf(sender, 1 << 29);
        deaf(sender, SrtReceiver.WINDOW_PACKETS);
        deaf(sender, 0);
        sender.pass(1000 * MS);
        assertThat(sender.handedOn).containsExactly(0);
        assertThat(sender.missing).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void afterAnOutageLongerThanTheWindowTheStreamGoesOn(int missedBefore) {
        int away = 3 * SrtReceiver.WINDOW_PACKETS;
        Sender sender = new Sender(0, 400, 0, 0, 1);
        deaf(sender, 0);
        // A packet of before the outage may be missing too.
        if (missedBefore > 0) deaf(sender, missedBefore);
        for (int i = 0; i < 5; i++) deaf(sender, away + i);
        assertThat(sender.handedOn).endsWith(away + 1, away + 2, away + 3, away + 4);
        assertThat(sender.missing).isEqualTo(away - (missedBefore > 0 ? 1 : 0));
        sender.pass(20 * MS);
        assertThat(sender.acknowledged).isEqualTo(away + 5);
        // And a gap is again a gap.
        deaf(sender, away + 6);
        sender.pass(390 * MS);
        assertThat(sender.handedOn).endsWith(away + 4);
        sender.pass(30 * MS);
        assertThat(sender.handedOn).endsWith(away + 4, away + 6);
    }

    @Test
    void onePacketFromBeyondTheWindowBetweenThoseOfTheStreamIsNone() {
        Sender sender = new Sender(0, 400, 0, 0, 1);
        for (int i = 0; i < 5; i++) {
            deaf(sender, i);
            deaf(sender, 100_000 + i);
        }
        assertThat(sender.handedOn).containsExactly(0, 1, 2, 3, 4);
        assertThat(sender.missing).isZero();
    }

    @Test
    void aQuietReceiverShowsThatItLives() {
        Sender sender = new Sender(0, 400, 0, 0, 1);
        sender.pass(3500 * MS);
        assertThat(sender.heard(SrtPacket.KEEP_ALIVE)).isEqualTo(3);
    }

    @Test
    void theEndHandsOnWhatWaited() {
        Sender sender = new Sender(0, 10_000, 0, 0, 1);
        deaf(sender, 1);
        deaf(sender, 4);
        sender.receiver.finish();
        assertThat(sender.handedOn).containsExactly(1, 4);
    }

    @Test
    void madeUpControlPacketsDoNoHarm() {
        Sender sender = new Sender(50, 400, 0, 0, 1);
        for (int number : List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE))
            sender.receiver.ackAck(new SrtPacket.AckAck(number, 1), 10);
        for (int[] range : List.of(
                new int[] {0, Sequence.MASK},
                new int[] {60, 55},
                new int[] {50, 50 + 8192},
                new int[] {60, 62},
                new int[] {0, 10})) sender.receiver.drop(new SrtPacket.DropRequest(range[0], range[1], 1));
        assertThat(sender.missing).isEqualTo(0);
        sender.payload(0, false);
        sender.pass(1);
        assertThat(sender.handedOn).containsExactly(0);
    }

    /// A packet that comes although those before it never were sent.
    private static void deaf(Sender sender, int index) {
        ByteBuffer bytes = ByteBuffer.allocate(4).putInt(index).flip();
        sender.receiver.data(new SrtPacket.Data(index, 0, false, 1, bytes), sender.nowUs);
    }
}
