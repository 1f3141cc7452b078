package footlight.live;

import io.netty.buffer.ByteBuf;

/// One encoded access unit.
///
/// `decodeTime` and `compositionOffset` count in the track's clock ([TrackFormat#clockHz()]);
/// presentation is at their sum. The payload is what the codec's MP4 sample would hold
/// ([TrackFormat.VideoCodec], [TrackFormat.AudioCodec]). `arrivedMs` is the wall clock, in ms since
/// 1970, at which the frame came in.
///
/// A frame is born with one reference on its payload, owned by the stream it is given to
/// ([Publication#add]); whoever keeps it for longer retains and releases it.
public record Frame(
        TrackKind track, long decodeTime, int compositionOffset, boolean keyframe, long arrivedMs, ByteBuf payload) {

    public boolean video() {
        return track == TrackKind.VIDEO;
    }

    public int bytes() {
        return payload.readableBytes();
    }

    public Frame retain() {
        payload.retain();
        return this;
    }

    public void release() {
        payload.release();
    }

    Frame shiftedBy(long ticks) {
        return ticks == 0
                ? this
                : new Frame(track, decodeTime + ticks, compositionOffset, keyframe, arrivedMs, payload);
    }
}
