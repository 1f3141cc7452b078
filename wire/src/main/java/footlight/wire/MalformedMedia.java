package footlight.wire;

/// Bytes from outside that break their format or our limits. The message says what came, where, and
/// what was expected, and never quotes more than a few bytes of it. Every parser of `wire` throws this
/// and nothing else; the edge that owns the connection catches it once and closes.
public final class MalformedMedia extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedMedia(String what) {
        // No stack trace: strangers make these at will, and the words already tell the place.
        super(what, null, false, false);
    }
}
