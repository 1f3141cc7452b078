package footlight.live;

/// Who feeds a stream.
public interface Publisher {
    enum Why {
        /// Another publisher with the same right took over.
        TAKEN_OVER,
        /// The right to publish was taken back.
        DISMISSED,
        /// The stream was ended.
        STREAM_ENDED,
        /// Another publishes, and this one wanted to only when nobody does: its turn never began.
        OCCUPIED
    }

    /// The turn has begun. Called on the stream's loop, before any other call; must not block.
    default void begun() {}

    /// The turn is over: close the connection. Called on the stream's loop; must not block.
    void shutOut(Why why);
}
