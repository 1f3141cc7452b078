package footlight.app.database;

/// The database cannot be started or used; the message is one sentence for the operator, with what to do.
public final class DatabaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseRefused(String message) {
        super(message);
    }

    DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
