package footlight.front;

/// A port cannot be listened on: another program has it, or the system does not allow it.
public final class PortUnusable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int port;

    public PortUnusable(String host, int port, String reason, Throwable cause) {
        super("port " + port + " on " + host + " cannot be opened: " + reason, cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
