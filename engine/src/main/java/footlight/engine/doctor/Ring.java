package footlight.engine.doctor;

import java.util.Arrays;

/// The newest so many numbers.
final class Ring {
    private final long[] values;
    private int size;
    private int next;

    Ring(int capacity) {
        values = new long[capacity];
    }

    void add(long value) {
        values[next] = value;
        next = (next + 1) % values.length;
        if (size < values.length) size++;
    }

    void clear() {
        size = 0;
        next = 0;
    }

    int size() {
        return size;
    }

    boolean full() {
        return size == values.length;
    }

    /// The one that came `back` before the newest, which is 0.
    long newest(int back) {
        return values[Math.floorMod(next - 1 - back, values.length)];
    }

    /// Of the newest `count`, or of all where there are fewer; 0 when there is none.
    long sum(int count) {
        long sum = 0;
        for (int back = 0; back < Math.min(count, size); back++) sum += newest(back);
        return sum;
    }

    double mean(int count) {
        int of = Math.min(count, size);
        return of == 0 ? 0 : (double) sum(of) / of;
    }

    long max(int count) {
        long max = size == 0 ? 0 : newest(0);
        for (int back = 1; back < Math.min(count, size); back++) max = Math.max(max, newest(back));
        return max;
    }

    long min(int count) {
        long min = size == 0 ? 0 : newest(0);
        for (int back = 1; back < Math.min(count, size); back++) min = Math.min(min, newest(back));
        return min;
    }

    /// Half are smaller; 0 when there is none.
    long median() {
        if (size == 0) return 0;
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[size / 2];
    }
}
