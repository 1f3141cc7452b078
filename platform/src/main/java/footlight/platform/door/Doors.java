package footlight.platform.door;

/// What the turnstile needs to know of streams. From memory, never blocks, any thread.
public interface Doors {
    Door of(String streamId);

    enum Door {
        /// No such stream, or nothing known of it: nobody gets in.
        NOT_THERE,
        /// Its show is not live: only its crew gets in.
        CLOSED,
        /// Its show is live, and for whoever has the link.
        OPEN,
        /// Its show is live, and takes a pass.
        GUARDED,
        /// Its show was open and has just ended.
        CURTAIN,
        /// Its show took a pass and has just ended.
        GUARDED_CURTAIN
    }
}
