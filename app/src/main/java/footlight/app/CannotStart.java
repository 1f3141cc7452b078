package footlight.app;

/// The server cannot start, for a reason an operator can mend; the message is that sentence and is shown without
/// a stack trace.
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
