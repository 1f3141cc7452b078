package footlight.engine.hls;

import footlight.live.Frame;
import footlight.live.TrackFormat;
import footlight.wire.cmaf.Mp4Track;
import footlight.wire.cmaf.Sample;
import footlight.wire.cmaf.TrackRun;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One track between the stream's frames and the samples of a fragment. Lives on the stream's loop.
///
/// How long a frame lasts is known when the next one comes, so the newest frame waits here. Browsers throw away what
/// follows a sample that claims to be much shorter than it is (Media Source Extensions, 3.5.8).
final class TrackLine {
    private static final long MICROS = 1_000_000;

    private final TrackFormat format;
    private final Mp4Track mp4;

    /// Ticks of every frame, where the coding tells; else 0.
    private final int frameTicks;

    private final List<Sample> samples = new ArrayList<>();
    private final List<ByteBuf> payloads = new ArrayList<>();
    private long runTicks;
    private @Nullable Frame waiting;
    private long waitingTicks;
    private int lastTicks;

    /// `frameTicks` is how many ticks each frame lasts, 0 when that differs from frame to frame.
    TrackLine(TrackFormat format, Mp4Track mp4, int frameTicks) {
        this.format = format;
        this.mp4 = mp4;
        this.frameTicks = frameTicks;
    }

    TrackFormat format() {
        return format;
    }

    /// How long the newest frame of which that is known lasts, in microseconds.
    long lastUs() {
        return lastTicks * MICROS / mp4.timescale();
    }

    /// Where the newest frame begins.
    long newestUs() {
        return waitingTicks * MICROS / mp4.timescale();
    }

    /// Ends the frame that waits where `next` begins, which is not taken yet.
    void settle(Frame next) {
        if (waiting == null) return;
        settle(waiting, Math.max(1, ticksOf(next) - waitingTicks));
    }

    /// Ends the frame that waits as if the usual next one came.
    void settle() {
        if (waiting != null) settle(waiting, lastTicks > 0 ? lastTicks : usualTicks());
    }

    private void settle(Frame frame, long ticks) {
        lastTicks = (int) Math.min(ticks, Integer.MAX_VALUE);
        if (samples.isEmpty()) runTicks = waitingTicks;
        int offset = (int) ((long) frame.compositionOffset() * mp4.timescale() / format.clockHz());
        samples.add(new Sample(lastTicks, frame.bytes(), offset, !frame.video() || frame.keyframe()));
        payloads.add(frame.payload());
        waiting = null;
    }

    /// Takes `frame`, retaining it; the one before was settled by it.
    void hold(Frame frame) {
        waitingTicks = ticksOf(frame);
        waiting = frame.retain();
    }

    /// Timestamps in whole milliseconds make gaps and overlaps of a third of a millisecond in sound, which some
    /// players make audible: where frames have one length they are put end to end, unless the clocks drift apart.
    private long ticksOf(Frame frame) {
        long said = Math.floorDiv(frame.decodeTime() * mp4.timescale(), format.clockHz());
        boolean first = lastTicks == 0 && waiting == null;
        if (frameTicks == 0 || first) return said;
        long expected = waitingTicks + frameTicks;
        return Math.abs(said - expected) <= frameTicks ? expected : Math.max(said, waitingTicks + 1);
    }

    private int usualTicks() {
        return frameTicks > 0 ? frameTicks : Math.max(1, mp4.timescale() / 30);
    }

    boolean empty() {
        return samples.isEmpty();
    }

    /// Of the samples so far.
    long payloadBytes() {
        return samples.stream().mapToLong(Sample::bytes).sum();
    }

    boolean startsWithKeyframe() {
        return !samples.isEmpty() && samples.getFirst().sync();
    }

    /// The samples so far, their payloads added to `pieces`, whose owner they become; null when there are none.
    @Nullable
    TrackRun take(List<ByteBuf> pieces) {
        if (samples.isEmpty()) return null;
        TrackRun run = new TrackRun(mp4.id(), runTicks, samples);
        pieces.addAll(payloads);
        samples.clear();
        payloads.clear();
        return run;
    }
}
