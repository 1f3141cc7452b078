package footlight.front;

/// Fired through the pipeline of a taken channel when the ports close: say goodbye now, the channel closes right after.
public enum FrontClosing {
    NOW
}
