package footlight.wire.ts;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;

/// The parameter sets of one kind that are in force, by id, each a whole NAL unit.
final class ParameterSets {
    private static final int MOST_BYTES = 4096;

    private final TreeMap<Integer, byte[]> sets = new TreeMap<>();
    private final int most;
    private boolean changed;

    /// @param most how many the record has room for
    ParameterSets(int most) {
        this.most = most;
    }

    /// Puts a set in force. One that is too large, or one too many, is left out.
    void put(int id, ByteBuffer nal) {
        if (nal.remaining() > MOST_BYTES || (sets.size() >= most && !sets.containsKey(id))) return;
        byte[] bytes = new byte[nal.remaining()];
        nal.get(nal.position(), bytes);
        byte[] before = sets.put(id, bytes);
        changed |= before == null || !Arrays.equals(bytes, before);
    }

    /// Whether a set was put in force that was not there like this, since this was asked last.
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    boolean isEmpty() {
        return sets.isEmpty();
    }

    int count() {
        return sets.size();
    }

    ByteBuffer first() {
        return ByteBuffer.wrap(sets.firstEntry().getValue());
    }

    Collection<byte[]> all() {
        return sets.values();
    }

    /// Bytes that [#write] takes.
    int writtenBytes() {
        int bytes = 0;
        for (byte[] set : sets.values()) bytes += 2 + set.length;
        return bytes;
    }

    /// Each with its length before it.
    void write(ByteBuffer out) {
        for (byte[] set : sets.values()) out.putShort((short) set.length).put(set);
    }
}
