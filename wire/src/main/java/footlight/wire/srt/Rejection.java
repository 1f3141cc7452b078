package footlight.wire.srt;

/// Why a caller is not let in. The handshake's type carries 1000 + `reason`; libsrt's clients print a
/// sentence for each. Sources: draft-sharabayko-srt-01, 3.2.1, and libsrt's `access_control.h`.
public enum Rejection {
    RESOURCE(3),
    ROGUE(4),
    VERSION(8),
    /// The passphrase is another one.
    BAD_SECRET(10),
    /// A passphrase on one side only.
    UNSECURE(11),
    MESSAGE_API(12),
    CONGESTION(13),
    FILTER(14),
    GROUP(15),
    /// A cipher that is not spoken here.
    CRYPTO(17),
    /// The stream id cannot be read.
    BAD_REQUEST(1400),
    /// The stream key opens nothing.
    UNAUTHORIZED(1401),
    OVERLOAD(1402),
    /// The stream id asks for something other than to publish.
    BAD_MODE(1405),
    /// Somebody else publishes there.
    CONFLICT(1409),
    FAULT_OF_OURS(1500);

    private static final int FAILURE = 1000;

    private final int reason;

    Rejection(int reason) {
        this.reason = reason;
    }

    int handshakeType() {
        return FAILURE + reason;
    }
}
