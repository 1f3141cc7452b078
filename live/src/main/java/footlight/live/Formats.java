package footlight.live;

import org.jspecify.annotations.Nullable;

/// The formats of a stream's tracks as far as they are known.
public record Formats(TrackFormat.@Nullable Video video, TrackFormat.@Nullable Audio audio) {
    public static final Formats NONE = new Formats(null, null);

    public Formats with(TrackFormat format) {
        return switch (format) {
            case TrackFormat.Video v -> new Formats(v, audio);
            case TrackFormat.Audio a -> new Formats(video, a);
        };
    }

    public boolean empty() {
        return video == null && audio == null;
    }

    /// Milliseconds of `ticks` in the clock of the given track; a track without a format counts in ms.
    public long millis(TrackKind track, long ticks) {
        TrackFormat format = track == TrackKind.VIDEO ? video : audio;
        int clockHz = format == null ? 1000 : format.clockHz();
        return clockHz == 1000 ? ticks : Math.floorDiv(ticks * 1000, clockHz);
    }
}
