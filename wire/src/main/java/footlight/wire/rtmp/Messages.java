package footlight.wire.rtmp;

/// Who receives whole messages from a `ChunkReader`, in the order in which they became whole.
public interface Messages<B> {
    /// A protocol control message. The reader has obeyed `SetChunkSize` and `Abort` already.
    void control(ControlMessage message);

    /// Any other message; `body` is the receiver's to give back. `timestampMs` is unsigned 32-bit and
    /// wraps after 49.7 days; `type` is one of `MessageType` or a number we do not know.
    void message(int type, int messageStreamId, long timestampMs, B body);

    /// A message of picture or sound that was larger than `ChunkLimits` allows has come and gone.
    void leftOut(int type);
}
