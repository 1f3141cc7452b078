package footlight.engine.rtmp;

import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import java.util.function.Supplier;

/// Who takes what a track turned out to be. On the connection's loop.
interface TrackSink {
    /// What the frames from here on are.
    void format(TrackFormat format);

    /// A frame whose payload are `bytes` bytes at `at` of the message's body.
    void frame(TrackKind track, int compositionMs, boolean keyframe, int at, int bytes);

    /// A frame was left out.
    void dropped();

    /// Something of the track cannot be taken, in a sentence; said once for each `what`.
    void refuse(String what, Supplier<String> reason);
}
