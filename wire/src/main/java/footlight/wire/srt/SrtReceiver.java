package footlight.wire.srt;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The receiving side of live mode: puts packets in order, asks for lost ones, acknowledges. Fed with
/// packets and the time, answers with datagrams; [#tick] wants to be called about every 20 ms. Times are
/// in microseconds of a clock that only goes forward. For one thread.
///
/// What is in order is handed on at once. libsrt would hold everything for the agreed latency, so that what
/// comes out is as even as what went in; here only a gap holds things up, and for no longer than that
/// latency: players have a buffer of their own, and decode times come with the media. Clocks that drift
/// apart (4.7) then need no mending.
/// Source: draft-sharabayko-srt-01, 3.2 and 4.
public final class SrtReceiver {
    /// Where the receiver's results go, in the course of the call that led to them.
    public interface Out {
        /// A datagram for the sender.
        void send(ByteBuffer datagram);

        /// The next payload in order, good for the call only.
        void data(int sequence, int keys, ByteBuffer payload);

        /// The next packets in order will not come.
        void missing(int packets);
    }

    /// How many packets may be under way; what is promised in the handshake.
    public static final int WINDOW_PACKETS = 8192;

    private static final long KEEP_ALIVE_US = 1_000_000;
    private static final long RATE_OVER_US = 1_000_000;
    private static final long LEAST_ASK_AGAIN_US = 20_000;
    private static final int FIRST_HELD = 64;

    /// Words in a loss report, which must fit into a datagram of any path.
    private static final int REPORT_WORDS = 320;

    private record Held(int sequence, int keys, ByteBuffer payload) {}

    private final int peerId;
    private final long latencyUs;
    private final long startUs;
    private final Out out;
    private final Gaps gaps = new Gaps();
    private final RoundTrip roundTrip = new RoundTrip();

    /// What came ahead of a gap, each at its sequence number modulo the length.
    private @Nullable Held[] held = new Held[FIRST_HELD];

    /// The first packet that has not been handed on.
    private int next;

    /// The last packet that has come.
    private int highest;

    /// The last packet that came from beyond the window, and what of the stream has come since is nothing.
    private int beyond;

    private boolean sawBeyond;

    private int acknowledged;
    private int acknowledgedBack;
    private int ackNumber;
    private final int[] acknowledgedBy = new int[64];
    private long acknowledgedUs;
    private long sentUs;

    private long received;
    private long bytes;
    private long lost;
    private long again;
    private long missing;
    private long rateSinceUs;
    private long rateReceived;
    private long rateBytes;
    private int packetsPerSecond;
    private int bytesPerSecond;

    /// @param latencyMs for how long a gap may hold up what comes after it
    public SrtReceiver(int peerId, int firstSequence, int latencyMs, long nowUs, Out out) {
        this.peerId = peerId;
        this.latencyUs = latencyMs * 1000L;
        this.startUs = nowUs;
        this.sentUs = nowUs;
        this.rateSinceUs = nowUs;
        this.out = out;
        this.next = firstSequence;
        this.highest = Sequence.plus(firstSequence, -1);
        this.acknowledged = firstSequence;
        this.acknowledgedBack = firstSequence;
    }

    public void data(SrtPacket.Data packet, long nowUs) {
        int sequence = packet.sequence();
        received++;
        bytes += packet.payload().remaining();
        if (packet.again()) again++;
        if (Sequence.distance(next, sequence) < 0) {
            if (!packet.again()) again++;
            return;
        }
        // A sender that runs out of the window has given up what is missing, or is none.
        while (Sequence.distance(next, sequence) >= WINDOW_PACKETS && !gaps.isEmpty()) giveUpHead();
        if (Sequence.distance(next, sequence) >= WINDOW_PACKETS) {
            if (!followsBeyond(sequence)) return;
            leapTo(sequence);
        }
        sawBeyond = false;

        int ahead = Sequence.distance(highest, sequence);
        if (ahead > 0) {
            if (ahead > 1) lost(Sequence.plus(highest, 1), Sequence.plus(sequence, -1), nowUs);
            highest = sequence;
        } else if (!gaps.fill(sequence)) {
            return;
        }
        if (sequence == next) {
            next = Sequence.plus(next, 1);
            out.data(sequence, packet.keys(), packet.payload());
            advance();
        } else {
            hold(sequence, packet);
        }
    }

    /// A sender gives up what is too late without a word (4.6). After a long outage on a fast line it goes on
    /// beyond the window, and for good. One packet from there may be anything; a second that follows it, with none
    /// of the stream's in between, is the stream.
    private boolean followsBeyond(int sequence) {
        int step = Sequence.distance(beyond, sequence);
        boolean follows = sawBeyond && step > 0 && step < WINDOW_PACKETS;
        sawBeyond = true;
        beyond = sequence;
        return follows;
    }

    /// Goes on with `sequence`. There are no gaps, so nothing is held.
    private void leapTo(int sequence) {
        told(Sequence.distance(next, sequence));
        next = sequence;
        highest = Sequence.plus(sequence, -1);
    }

    public void ackAck(SrtPacket.AckAck packet, long nowUs) {
        if (!roundTrip.answered(packet.number(), nowUs)) return;
        int upTo = acknowledgedBy[packet.number() % acknowledgedBy.length];
        if (Sequence.distance(acknowledgedBack, upTo) > 0) acknowledgedBack = upTo;
    }

    /// The sender will not send these any more: they are not waited for.
    public void drop(SrtPacket.DropRequest packet) {
        int packets = Sequence.distance(packet.first(), packet.last());
        if (packets < 0 || Sequence.distance(next, packet.last()) >= WINDOW_PACKETS) return;
        if (Sequence.distance(next, packet.last()) < 0) return;
        gaps.drop(packet.first(), packet.last());
        if (Sequence.distance(highest, packet.last()) > 0) {
            int unheardOf = Sequence.plus(highest, 1);
            if (Sequence.distance(unheardOf, packet.first()) > 0) return;
            highest = packet.last();
        }
        advance();
    }

    /// Does what is due: gives up what is too late, asks again, acknowledges, shows that we live.
    public void tick(long nowUs) {
        while (!gaps.isEmpty() && nowUs - gaps.head().sinceUs >= latencyUs) giveUpHead();
        askAgain(nowUs);
        measure(nowUs);
        acknowledge(nowUs);
        if (nowUs - sentUs >= KEEP_ALIVE_US)
            send(
                    SrtPacket.control(SrtPacket.KEEP_ALIVE, 0, 0, nowUs - startUs, peerId, 4)
                            .putInt(0),
                    nowUs);
    }

    /// Nothing more will come: hands on what waits behind gaps.
    public void finish() {
        while (!gaps.isEmpty()) giveUpHead();
    }

    /// Tells the sender that this is the end.
    public void shutdown(long nowUs) {
        send(
                SrtPacket.control(SrtPacket.SHUTDOWN, 0, 0, nowUs - startUs, peerId, 4)
                        .putInt(0),
                nowUs);
    }

    /// Answers new keys with their own message: they are in force.
    public void keysTaken(ByteBuffer message, long nowUs) {
        ByteBuffer answer = SrtPacket.control(
                SrtPacket.EXTENSION, SrtHandshake.KEY_ANSWER, 0, nowUs - startUs, peerId, message.remaining());
        send(answer.put(message.duplicate()), nowUs);
    }

    public ReceiverFacts facts() {
        return new ReceiverFacts(received, bytes, lost, again, missing, roundTrip.meanUs());
    }

    private void lost(int first, int last, long nowUs) {
        gaps.add(first, last, nowUs);
        lost += Sequence.distance(first, last) + 1;
        ByteBuffer report = report(2, nowUs);
        put(report, gaps.all().getLast());
        send(report, nowUs);
    }

    private void giveUpHead() {
        gaps.removeHead();
        advance();
    }

    /// Hands on what is in order now, and steps over what nobody waits for.
    private void advance() {
        int skipped = 0;
        while (Sequence.distance(next, highest) >= 0) {
            if (!gaps.isEmpty() && gaps.head().first == next) break;
            int at = next;
            next = Sequence.plus(next, 1);
            Held packet = take(at);
            if (packet == null) {
                skipped++;
                continue;
            }
            skipped = told(skipped);
            out.data(at, packet.keys, packet.payload);
        }
        told(skipped);
    }

    private int told(int skipped) {
        if (skipped == 0) return 0;
        missing += skipped;
        out.missing(skipped);
        return 0;
    }

    private void hold(int sequence, SrtPacket.Data packet) {
        int needed = Sequence.distance(next, highest) + 1;
        if (needed > held.length) grow(Integer.highestOneBit(needed - 1) * 2);
        ByteBuffer copy = ByteBuffer.allocate(packet.payload().remaining());
        copy.put(packet.payload().duplicate()).flip();
        held[sequence & (held.length - 1)] = new Held(sequence, packet.keys(), copy);
    }

    private @Nullable Held take(int sequence) {
        int at = sequence & (held.length - 1);
        Held packet = held[at];
        if (packet == null || packet.sequence != sequence) return null;
        held[at] = null;
        return packet;
    }

    private void grow(int length) {
        @Nullable Held[] wider = new Held[length];
        for (Held packet : held) if (packet != null) wider[packet.sequence & (length - 1)] = packet;
        held = wider;
    }

    private void askAgain(long nowUs) {
        if (gaps.isEmpty()) return;
        long everyUs = Math.max(LEAST_ASK_AGAIN_US, (roundTrip.meanUs() + 4L * roundTrip.varianceUs()) / 2);
        ByteBuffer report = null;
        for (Gaps.Gap gap : gaps.all()) {
            if (nowUs - gap.askedUs < everyUs) continue;
            if (report == null) report = report(REPORT_WORDS, nowUs);
            if (report.remaining() < 8) break;
            gap.askedUs = nowUs;
            put(report, gap);
        }
        if (report != null) send(report, nowUs);
    }

    private ByteBuffer report(int words, long nowUs) {
        return SrtPacket.control(SrtPacket.LOSS_REPORT, 0, 0, nowUs - startUs, peerId, words * 4);
    }

    private static void put(ByteBuffer report, Gaps.Gap gap) {
        if (gap.first == gap.last) report.putInt(gap.first);
        else report.putInt(gap.first | 0x8000_0000).putInt(gap.last);
    }

    private void measure(long nowUs) {
        long spanUs = nowUs - rateSinceUs;
        if (spanUs < RATE_OVER_US) return;
        packetsPerSecond = (int) ((received - rateReceived) * 1_000_000 / spanUs);
        bytesPerSecond = (int) ((bytes - rateBytes) * 1_000_000 / spanUs);
        rateSinceUs = nowUs;
        rateReceived = received;
        rateBytes = bytes;
    }

    /// Twice the interval of the text, 10 ms, is often enough: nothing waits for it but the sender's buffer.
    private void acknowledge(long nowUs) {
        if (next == acknowledgedBack) return;
        boolean fresh = next != acknowledged;
        long patienceUs = roundTrip.meanUs() + 4L * roundTrip.varianceUs();
        if (!fresh && nowUs - acknowledgedUs < patienceUs) return;
        ackNumber = ackNumber == Integer.MAX_VALUE ? 1 : ackNumber + 1;
        acknowledged = next;
        acknowledgedUs = nowUs;
        acknowledgedBy[ackNumber % acknowledgedBy.length] = next;
        roundTrip.sent(ackNumber, nowUs);
        send(
                SrtPacket.control(SrtPacket.ACK, 0, ackNumber, nowUs - startUs, peerId, 28)
                        .putInt(next)
                        .putInt(roundTrip.meanUs())
                        .putInt(roundTrip.varianceUs())
                        .putInt(WINDOW_PACKETS - (Sequence.distance(next, highest) + 1))
                        .putInt(packetsPerSecond)
                        .putInt(packetsPerSecond)
                        .putInt(bytesPerSecond),
                nowUs);
    }

    private void send(ByteBuffer written, long nowUs) {
        sentUs = nowUs;
        out.send(written.flip());
    }
}
