package footlight.platform.door;

/// What the door needs to know of streams. From memory, never blocks, any thread.
public interface Doors {
    Door of(String streamId);

    enum Door {
        /// No such stream, or nothing known of it: nobody gets in.
        NOT_THERE,
        /// Its show is not live: only a pass opens it.
        CLOSED,
        /// Its show is public and live.
        OPEN,
        /// Its show was public and has just ended.
        CURTAIN
    }
}
