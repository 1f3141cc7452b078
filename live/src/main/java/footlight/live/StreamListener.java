package footlight.live;

/// Is told of the streams that begin and end here; see [LocalStreams#listen]. Called on the
/// stream's loop; must not block.
public interface StreamListener {
    /// The first publisher of the stream begins: a tap that is attached now misses nothing.
    void begun(LiveStream stream);

    /// The stream is over for good; it had begun.
    void ended(LiveStream stream);
}
