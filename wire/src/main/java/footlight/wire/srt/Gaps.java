package footlight.wire.srt;

import java.util.ArrayList;
import java.util.List;

/// Which packets are missing between those that came: ranges in order, each with when it was seen to be
/// missing and when it was last asked for.
final class Gaps {
    static final class Gap {
        int first;
        int last;
        final long sinceUs;
        long askedUs;

        Gap(int first, int last, long sinceUs, long askedUs) {
            this.first = first;
            this.last = last;
            this.sinceUs = sinceUs;
            this.askedUs = askedUs;
        }

        int packets() {
            return Sequence.distance(first, last) + 1;
        }
    }

    private final List<Gap> gaps = new ArrayList<>();

    boolean isEmpty() {
        return gaps.isEmpty();
    }

    Gap head() {
        return gaps.getFirst();
    }

    List<Gap> all() {
        return gaps;
    }

    /// Adds a range after all there are.
    void add(int first, int last, long nowUs) {
        gaps.add(new Gap(first, last, nowUs, nowUs));
    }

    /// Takes one packet out; false when it was not missing.
    boolean fill(int sequence) {
        int at = find(sequence);
        if (at < 0) return false;
        Gap gap = gaps.get(at);
        if (gap.first == gap.last) {
            gaps.remove(at);
        } else if (sequence == gap.first) {
            gap.first = Sequence.plus(sequence, 1);
        } else if (sequence == gap.last) {
            gap.last = Sequence.plus(sequence, -1);
        } else {
            gaps.add(at + 1, new Gap(Sequence.plus(sequence, 1), gap.last, gap.sinceUs, gap.askedUs));
            gap.last = Sequence.plus(sequence, -1);
        }
        return true;
    }

    /// Takes a range out, whether all of it is missing or not.
    void drop(int first, int last) {
        List<Gap> left = new ArrayList<>();
        for (Gap gap : gaps) {
            boolean before = Sequence.distance(gap.last, first) > 0;
            boolean after = Sequence.distance(last, gap.first) > 0;
            if (before || after) {
                left.add(gap);
                continue;
            }
            if (Sequence.distance(gap.first, first) > 0)
                left.add(new Gap(gap.first, Sequence.plus(first, -1), gap.sinceUs, gap.askedUs));
            if (Sequence.distance(last, gap.last) > 0)
                left.add(new Gap(Sequence.plus(last, 1), gap.last, gap.sinceUs, gap.askedUs));
        }
        gaps.clear();
        gaps.addAll(left);
    }

    void removeHead() {
        gaps.removeFirst();
    }

    /// The place of the range that holds `sequence`, or -1.
    private int find(int sequence) {
        int low = 0;
        int high = gaps.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Gap gap = gaps.get(middle);
            if (Sequence.distance(sequence, gap.first) > 0) high = middle - 1;
            else if (Sequence.distance(gap.last, sequence) > 0) low = middle + 1;
            else return middle;
        }
        return -1;
    }
}
