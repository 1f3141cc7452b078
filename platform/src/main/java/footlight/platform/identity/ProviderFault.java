package footlight.platform.identity;

/// Signing in by a provider did not work out; no fault of ours.
final class ProviderFault extends Exception {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    enum Reason {
        /// The person said no, there.
        DENIED("denied"),
        /// It is not this browser that began, or it took too long, or it came twice.
        EXPIRED("expired"),
        /// The provider does not take its own code: it is used or too old there.
        AGAIN("try-again"),
        /// No answer, or none that can be read.
        AWAY("provider-away"),
        /// It answers that our own registration is wrong.
        MISREGISTERED("provider-setup"),
        /// What it says cannot be trusted.
        UNTRUSTED("provider-untrusted"),
        /// An account has the address, and who comes here has not proved that it is theirs.
        LINK_FIRST("link-first"),
        /// This identity belongs to another account.
        ANOTHERS("linked-elsewhere"),
        /// No new accounts are made here by people themselves (`accounts.signup`).
        NO_NEWCOMERS("signup-closed"),
        /// Whoever runs the server has shut the account.
        SHUT_OUT("shut-out"),
        /// Signed out meanwhile.
        SIGNED_OUT("signed-out");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /// What the page is told.
        String word() {
            return word;
        }
    }

    /// @param message for the log; no secret, no token
    ProviderFault(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
