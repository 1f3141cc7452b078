package footlight.platform.door;

/// What somebody wants at a show's door.
public enum Errand {
    /// To know of the show: its page, its place in the API.
    SEE,
    /// To receive its media, and to hear what happens in it.
    WATCH
}
