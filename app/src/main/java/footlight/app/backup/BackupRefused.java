package footlight.app.backup;

/// A backup cannot be made, or is not restored; the message is one sentence for the person who asked.
public final class BackupRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackupRefused(String message) {
        super(message);
    }

    public BackupRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
