package footlight.live;

/// Who feeds a stream.
public interface Publisher {
    enum Why {
        /// Another publisher with the same right took over.
        TAKEN_OVER,
        /// The right to publish was taken back.
        DISMISSED,
        /// The stream was ended.
        STREAM_ENDED
    }

    /// The turn is over: close the connection. Called on the stream's loop; must not block.
    void shutOut(Why why);
}
