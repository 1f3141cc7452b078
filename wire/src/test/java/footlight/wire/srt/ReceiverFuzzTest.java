package footlight.wire.srt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/// A sender that does what it likes, on virtual time.
@Tag("on-demand")
final class ReceiverFuzzTest {
    private static final int FIRST = Sequence.MASK - 20;
    private static final int LATENCY_MS = 120;

    /// Each deed is a byte for what it is and two for how: what is handed on is what came, in order and once, with each
    /// hole told; what is asked for was never had; and datagrams fit into any path.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void deeds(byte[] input) {
        Judge judge = new Judge();
        SrtReceiver receiver = new SrtReceiver(77, FIRST, LATENCY_MS, 0, judge);
        ByteBuffer in = ByteBuffer.wrap(input);
        long nowUs = 0;
        int newest = FIRST;
        while (in.remaining() >= 3) {
            int deed = in.get() & 0xFF;
            int how = in.getShort();
            switch (deed & 7) {
                case 0, 1, 2 -> {
                    newest = Sequence.plus(newest, 1 + (deed >> 4));
                    data(receiver, judge, newest, nowUs);
                }
                case 3 -> data(receiver, judge, Sequence.plus(newest, how), nowUs);
                case 4 -> receiver.ackAck(new SrtPacket.AckAck(how, 1), nowUs);
                case 5 -> {
                    int from = Sequence.plus(newest, how);
                    int last = Sequence.plus(from, deed == 0xFD ? (1 << 30) - 1 : deed >> 3);
                    receiver.drop(new SrtPacket.DropRequest(from, last, 1));
                }
                case 6 -> {
                    nowUs += (how & 0xFFFF) * 10L;
                    receiver.tick(nowUs);
                }
                default -> receiver.finish();
            }
        }
        receiver.finish();
        receiver.shutdown(nowUs);
        ReceiverFacts facts = receiver.facts();
        assertThat(judge.handedOn).isLessThanOrEqualTo(facts.received());
        assertThat(judge.missing).isEqualTo(facts.missing());
        assertThat(facts.lost()).isNotNegative();
    }

    private static void data(SrtReceiver receiver, Judge judge, int sequence, long nowUs) {
        judge.sent.add(sequence);
        ByteBuffer payload = ByteBuffer.allocate(4).putInt(sequence).flip();
        receiver.data(new SrtPacket.Data(sequence, 0, false, 1, payload), nowUs);
    }

    private static final class Judge implements SrtReceiver.Out {
        private static final int DATAGRAM_AT_MOST = 1472;

        final Set<Integer> sent = new HashSet<>();
        long handedOn;
        long missing;
        private int next = FIRST;

        @Override
        public void send(ByteBuffer datagram) {
            assertThat(datagram.remaining()).isBetween(SrtPacket.HEADER_BYTES, DATAGRAM_AT_MOST);
            SrtPacket packet = SrtPacket.read(datagram);
            assertThat(packet.socketId()).isEqualTo(77);
            if (packet instanceof SrtPacket.Other(int type, int _) && type == SrtPacket.LOSS_REPORT)
                asked(datagram.slice(SrtPacket.HEADER_BYTES, datagram.remaining() - SrtPacket.HEADER_BYTES));
        }

        private void asked(ByteBuffer report) {
            while (report.hasRemaining()) {
                int from = report.getInt();
                int to = from < 0 ? report.getInt() : from;
                from &= Sequence.MASK;
                assertThat(Sequence.distance(next, from)).isNotNegative();
                assertThat(Sequence.distance(from, to)).isBetween(0, SrtReceiver.WINDOW_PACKETS);
            }
        }

        @Override
        public void data(int sequence, int keys, ByteBuffer payload) {
            assertThat(sequence).isEqualTo(next);
            assertThat(payload.getInt(payload.position())).isEqualTo(sequence);
            assertThat(sent).contains(sequence);
            next = Sequence.plus(next, 1);
            handedOn++;
        }

        @Override
        public void missing(int packets) {
            assertThat(packets).isPositive();
            next = Sequence.plus(next, packets);
            missing += packets;
        }
    }
}
