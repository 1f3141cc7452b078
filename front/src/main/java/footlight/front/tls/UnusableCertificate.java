package footlight.front.tls;

/// The certificate files cannot be served from; the message is one sentence for the operator.
public final class UnusableCertificate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableCertificate(String message) {
        super(message);
    }
}
