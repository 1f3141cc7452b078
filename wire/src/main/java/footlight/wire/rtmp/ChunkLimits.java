package footlight.wire.rtmp;

/// What one peer may make us keep: chunk streams that we remember, bytes of one message, and bytes
/// promised by all the messages that are under way at once.
///
/// @param leavesOut whether a picture or sound that is too large is passed over, rather than be the end
public record ChunkLimits(int chunkStreams, int messageBytes, int underwayBytes, boolean leavesOut) {
    /// Before a peer has shown a key: enough for connect and its kin.
    public static final ChunkLimits STRANGER = new ChunkLimits(16, 64 * 1024, 128 * 1024, false);

    /// For an admitted publisher: a 4K keyframe at 100 Mbit/s stays below 4 MiB.
    public static final ChunkLimits PUBLISHER = new ChunkLimits(64, 8 * 1024 * 1024, 12 * 1024 * 1024, true);
}
