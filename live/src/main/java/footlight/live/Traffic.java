package footlight.live;

import java.util.concurrent.atomic.LongAdder;

/// What went through all streams of the process since it started. Counted on the streams' and viewers' loops, without a
/// lock and without anything made; read from any thread.
public final class Traffic {
    private final LongAdder videoFramesIn = new LongAdder();
    private final LongAdder audioFramesIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder framesOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder jumps = new LongAdder();
    private final LongAdder cuts = new LongAdder();

    /// The numbers of one moment.
    ///
    /// @param framesOut one for each viewer that it was meant for; HLS sends pieces instead, and counts none
    /// @param jumps backlogs of slow viewers that were thrown away
    /// @param cuts viewers that were cut off because they took nothing
    public record Totals(
            long videoFramesIn,
            long audioFramesIn,
            long bytesIn,
            long framesOut,
            long bytesOut,
            long jumps,
            long cuts) {}

    void came(Frame frame) {
        (frame.video() ? videoFramesIn : audioFramesIn).increment();
        bytesIn.add(frame.bytes());
    }

    /// Handed to viewers, of which slow ones may leave out some.
    void went(long frames, long bytes) {
        framesOut.add(frames);
        bytesOut.add(bytes);
    }

    /// A piece of media was sent whole, as HLS does.
    public void pieceWent(long bytes) {
        bytesOut.add(bytes);
    }

    /// A viewer's backlog was thrown away.
    public void jumped() {
        jumps.increment();
    }

    /// A viewer took nothing for too long.
    public void cutOff() {
        cuts.increment();
    }

    public Totals totals() {
        return new Totals(
                videoFramesIn.sum(),
                audioFramesIn.sum(),
                bytesIn.sum(),
                framesOut.sum(),
                bytesOut.sum(),
                jumps.sum(),
                cuts.sum());
    }
}
