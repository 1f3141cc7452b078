package footlight.wire.srt;

/// Packet sequence numbers: 31 bits that wrap. Source: draft-sharabayko-srt-01, 3.1.
final class Sequence {
    static final int MASK = 0x7FFF_FFFF;

    private Sequence() {}

    /// How far `to` lies after `from`; below zero when before it. Right for distances below 2^30.
    static int distance(int from, int to) {
        return ((to - from) << 1) >> 1;
    }

    static int plus(int sequence, int count) {
        return (sequence + count) & MASK;
    }
}
