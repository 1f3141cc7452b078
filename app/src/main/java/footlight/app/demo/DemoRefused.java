package footlight.app.demo;

/// The demo cannot run here; the message says why in one sentence.
public final class DemoRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DemoRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
