package footlight.app.admin;

/// A command could not be carried out; the message is one sentence for the person who gave it.
public final class AdminRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AdminRefused(String message) {
        super(message);
    }

    AdminRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
