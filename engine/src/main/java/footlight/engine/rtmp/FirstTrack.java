package footlight.engine.rtmp;

/// Chooses one of several tracks of a kind: the first by number of those announced before the first frame. Most
/// encoders call their main track 0, and so does one that knows of no tracks.
final class FirstTrack {
    private static final int NONE = -1;

    private int chosen = NONE;
    private boolean fixed;

    /// A track is announced; whether it is the one, as things stand.
    boolean announced(int track) {
        if (chosen == NONE || (!fixed && track < chosen)) chosen = track;
        return track == chosen;
    }

    /// A frame came; whether it is the chosen track's, which it then stays.
    boolean takes(int track) {
        if (chosen == NONE) chosen = track;
        fixed |= track == chosen;
        return track == chosen;
    }

    /// Whether this is no other than the chosen track.
    boolean may(int track) {
        return chosen == NONE || track == chosen;
    }
}
