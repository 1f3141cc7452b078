package footlight.front.guard;

/// A request head that HTTP/1.1 forbids although it could be parsed: the shapes that two servers in a row read
/// differently. The connection is closed after the answer.
public final class BadHead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadHead(String message) {
        super(message, null, false, false);
    }
}
