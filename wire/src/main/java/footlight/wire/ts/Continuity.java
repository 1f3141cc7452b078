package footlight.wire.ts;

/// Watches one PID's continuity counter. Source: ISO/IEC 13818-1, 2.4.3.3.
final class Continuity {
    enum Step {
        NEXT,
        /// The same packet once more, which is allowed once and means nothing.
        REPEATED,
        /// Packets are missing before this one.
        AFTER_HOLE
    }

    private int last = -1;
    private boolean repeated;

    Step step(int counter, boolean restart) {
        if (last < 0 || restart || counter == ((last + 1) & 0x0F)) {
            last = counter;
            repeated = false;
            return Step.NEXT;
        }
        if (counter == last && !repeated) {
            repeated = true;
            return Step.REPEATED;
        }
        last = counter;
        repeated = false;
        return Step.AFTER_HOLE;
    }
}
