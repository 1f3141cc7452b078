package footlight.wire.srt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// The other end of a receiver on virtual time: sends numbered payloads over a network that loses, doubles and
/// delays, answers loss reports and acknowledgements, and notes what the receiver handed on.
final class Sender implements SrtReceiver.Out {
    static final int PEER = 77;

    final SrtReceiver receiver;
    final List<Integer> handedOn = new ArrayList<>();
    final List<SrtPacket> heard = new ArrayList<>();
    final Random dice;
    int missing;
    int acknowledged;
    long nowUs = 1;

    private final int first;
    private final double lost;
    private final long wayUs;
    private final TreeMap<Long, List<Runnable>> underway = new TreeMap<>();
    private final Set<Integer> sent = new HashSet<>();

    Sender(int first, int latencyMs, double lost, long wayUs, int seed) {
        this.first = first;
        this.lost = lost;
        this.wayUs = wayUs;
        this.dice = new Random(seed);
        this.receiver = new SrtReceiver(PEER, first, latencyMs, nowUs, this);
        this.acknowledged = first;
    }

    /// Sends payload number `index`, counted from 0.
    void payload(int index, boolean again) {
        int sequence = Sequence.plus(first, index);
        sent.add(sequence);
        ByteBuffer bytes = ByteBuffer.allocate(4).putInt(index).flip();
        over(() -> receiver.data(new SrtPacket.Data(sequence, 0, again, 1, bytes.duplicate()), nowUs));
    }

    void over(Runnable arrival) {
        if (dice.nextDouble() < lost) return;
        long jitterUs = wayUs == 0 ? 0 : dice.nextLong(wayUs / 2 + 1);
        underway.computeIfAbsent(nowUs + wayUs + jitterUs, _ -> new ArrayList<>())
                .add(arrival);
        if (lost > 0 && dice.nextDouble() < 0.03)
            underway.computeIfAbsent(nowUs + wayUs, _ -> new ArrayList<>()).add(arrival);
    }

    /// Lets time pass, a tick every 20 ms.
    void pass(long us) {
        long end = nowUs + us;
        while (nowUs < end) {
            long tick = nowUs / 20_000 * 20_000 + 20_000;
            long next = Math.min(end, tick);
            while (!underway.isEmpty() && underway.firstKey() <= next) {
                nowUs = Math.max(nowUs, underway.firstKey());
                underway.pollFirstEntry().getValue().forEach(Runnable::run);
            }
            nowUs = next;
            if (nowUs == tick) receiver.tick(nowUs);
        }
    }

    @Override
    public void send(ByteBuffer datagram) {
        over(() -> hear(datagram.duplicate()));
    }

    private void hear(ByteBuffer datagram) {
        heard.add(SrtPacket.read(datagram));
        int type = (datagram.getInt(0) >>> 16) & 0x7FFF;
        ByteBuffer body = datagram.slice(16, datagram.remaining() - 16);
        if (type == SrtPacket.ACK) {
            if (Sequence.distance(acknowledged, body.getInt(0)) > 0) acknowledged = body.getInt(0);
            int number = datagram.getInt(4);
            over(() -> receiver.ackAck(new SrtPacket.AckAck(number, 1), nowUs));
        } else if (type == SrtPacket.LOSS_REPORT) {
            while (body.hasRemaining()) {
                int from = body.getInt();
                int to = from < 0 ? body.getInt() : from;
                for (int s = from & Sequence.MASK; Sequence.distance(s, to) >= 0; s = Sequence.plus(s, 1))
                    if (sent.contains(s)) payload(Sequence.distance(first, s), true);
            }
        }
    }

    @Override
    public void data(int sequence, int keys, ByteBuffer payload) {
        handedOn.add(payload.getInt(0));
    }

    @Override
    public void missing(int packets) {
        missing += packets;
    }

    long heard(int type) {
        return heard.stream()
                .filter(packet -> packet instanceof SrtPacket.Other(int other, int _) && other == type)
                .count();
    }
}
