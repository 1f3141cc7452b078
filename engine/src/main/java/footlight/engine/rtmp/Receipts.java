package footlight.engine.rtmp;

import footlight.wire.rtmp.ControlMessage;

/// Tells the client how much of it has come: some encoders stop when they are not told in time. Lives on
/// the connection's loop.
final class Receipts {
    private static final long LEAST_BYTES = 32 * 1024;

    private final Replies replies;
    private long received;
    private long told;
    private long everyBytes = Commands.WINDOW_BYTES / 2;

    Receipts(Replies replies) {
        this.replies = replies;
    }

    void received(int bytes) {
        received += bytes;
    }

    /// The client wants to hear after so many bytes; it does so twice as often.
    void window(long bytes) {
        everyBytes = Math.clamp(bytes / 2, LEAST_BYTES, Commands.WINDOW_BYTES);
    }

    /// Tells, when it is time to.
    void send() {
        if (received - told < everyBytes) return;
        told = received;
        replies.control(new ControlMessage.Acknowledgement(received & 0xFFFFFFFFL));
    }
}
