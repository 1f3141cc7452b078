package footlight.wire.hls;

/// What may still change in a playlist. Source: RFC 8216bis, 4.4.3.5.
public enum PlaylistType {
    /// Segments come at the end and go at the beginning.
    SLIDING,
    /// Segments come at the end, none goes: Safari shows its seek bar only then.
    EVENT,
    /// Nothing changes.
    VOD
}
