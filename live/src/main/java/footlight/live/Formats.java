package footlight.live;

import org.jspecify.annotations.Nullable;

/// The formats of a stream's tracks as far as they are known. `settled` says that the stream has gone
/// on for a while like this: a track that is not there is not expected any more.
public record Formats(TrackFormat.@Nullable Video video, TrackFormat.@Nullable Audio audio, boolean settled) {
    public static final Formats NONE = new Formats(null, null);

    public Formats(TrackFormat.@Nullable Video video, TrackFormat.@Nullable Audio audio) {
        this(video, audio, false);
    }

    public Formats with(TrackFormat format) {
        return switch (format) {
            case TrackFormat.Video v -> new Formats(v, audio, settled);
            case TrackFormat.Audio a -> new Formats(video, a, settled);
        };
    }

    Formats without(TrackKind track) {
        return track == TrackKind.VIDEO ? new Formats(null, audio, settled) : new Formats(video, null, settled);
    }

    Formats settled(boolean now) {
        return new Formats(video, audio, now);
    }

    public @Nullable TrackFormat of(TrackKind track) {
        return track == TrackKind.VIDEO ? video : audio;
    }

    public boolean empty() {
        return video == null && audio == null;
    }

    /// Milliseconds of `ticks` in the clock of the given track; a track without a format counts in ms.
    public long millis(TrackKind track, long ticks) {
        int clockHz = clockHz(track);
        return clockHz == 1000 ? ticks : Math.floorDiv(ticks * 1000, clockHz);
    }

    /// When the frame is decoded, in microseconds; of a track without a format, taking its times as ms.
    public long micros(Frame frame) {
        return Math.floorDiv(frame.decodeTime() * 1_000_000, clockHz(frame.track()));
    }

    long ticks(TrackKind track, long millis) {
        return millis * clockHz(track) / 1000;
    }

    private int clockHz(TrackKind track) {
        TrackFormat format = of(track);
        return format == null ? 1000 : format.clockHz();
    }
}
