package footlight.live;

/// The kinds of track a stream has, one of each at most.
public enum TrackKind {
    VIDEO,
    AUDIO
}
