package footlight.engine.hls;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.TrackKind;
import java.util.ArrayList;
import java.util.List;

/// The first frames of a publisher, until it is clear which tracks there are: encoders announce tracks
/// that never come, and leave out such that do. Lives on the stream's loop.
final class Gathering {
    /// In the media's time.
    private static final long PATIENCE_US = 700_000;

    /// Sound this much before the first picture is of no use to a player that waits for both.
    private static final long EARLY_US = 100_000;

    private final Window window;
    private final List<Frame> frames = new ArrayList<>();
    private long sinceUs;
    private boolean picture;
    private boolean sound;

    Gathering(Window window) {
        this.window = window;
    }

    /// Keeps the frame, unless it cannot be decoded or there is no memory for it. True when it is clear
    /// what there is.
    boolean add(Frame frame, long us, Formats formats) {
        if (frame.video() && !frame.keyframe() && !picture) return false;
        if (!window.reserve(frame.bytes())) {
            drop();
            return false;
        }
        if (frames.isEmpty()) sinceUs = us;
        frames.add(frame.retain());
        picture |= frame.video();
        sound |= !frame.video();
        boolean all = (picture || formats.video() == null) && (sound || formats.audio() == null);
        return (picture && sound) || (all && formats.settled()) || us - sinceUs >= PATIENCE_US;
    }

    /// The tracks that are there.
    Formats tracks(Formats formats) {
        return new Formats(picture ? formats.video() : null, sound ? formats.audio() : null);
    }

    /// A track has another format: what was kept of it is of no use.
    void changed(TrackKind track) {
        for (Frame frame : List.copyOf(frames)) {
            if (frame.track() == track) let(frame);
        }
        if (track == TrackKind.VIDEO) picture = false;
        else sound = false;
    }

    /// The frames in order, the first being where the era begins. Room and references are the caller's now.
    List<Frame> take(Formats formats) {
        if (picture) {
            long startUs = startUs(formats) - EARLY_US;
            for (Frame frame : List.copyOf(frames)) {
                if (!frame.video() && formats.micros(frame) < startUs) let(frame);
            }
        }
        List<Frame> taken = List.copyOf(frames);
        frames.clear();
        picture = false;
        sound = false;
        return taken;
    }

    private long startUs(Formats formats) {
        return frames.stream()
                .filter(Frame::video)
                .mapToLong(formats::micros)
                .findFirst()
                .orElse(0);
    }

    void drop() {
        for (Frame frame : List.copyOf(frames)) let(frame);
        picture = false;
        sound = false;
    }

    private void let(Frame frame) {
        frames.remove(frame);
        window.free(frame.bytes());
        frame.release();
    }
}
