package footlight.platform.identity;

import footlight.platform.identity.ProviderCalls.Said;
import footlight.platform.identity.ProviderFault.Reason;

/// Whose matter it is when a provider gives no token for a code. Source: RFC 6749, 5.2; RFC 6585, 4.
final class TokenRefusal {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_SLOW = 408;
    private static final int TOO_MANY = 429;
    private static final int ITS_OWN_FAULT = 500;

    /// Nobody was given it.
    static final String NO_CODE = "footlight-tries-this-out";

    private TokenRefusal() {}

    static ProviderFault of(Said said) {
        String why = "no token, status " + said.status() + ": " + said.error();
        if (away(said.status())) return new ProviderFault(Reason.AWAY, why);
        Reason reason =
                switch (said.error()) {
                    case "invalid_client", "unauthorized_client", "redirect_uri_mismatch" -> Reason.MISREGISTERED;
                    case "invalid_grant" -> Reason.AGAIN;
                    case "temporarily_unavailable", "server_error", "slow_down" -> Reason.AWAY;
                    default -> said.status() == UNAUTHORIZED ? Reason.MISREGISTERED : Reason.UNTRUSTED;
                };
        return new ProviderFault(reason, why);
    }

    /// What a code that nobody was given tells: who is refused for the code's sake was known.
    ///
    /// @throws ProviderFault when it was not the code that was refused
    static void demandOfCode(ProviderFault refusal) throws ProviderFault {
        if (refusal.reason() == Reason.MISREGISTERED || refusal.reason() == Reason.AWAY) throw refusal;
    }

    /// Whether who answers so cannot answer at the moment.
    static boolean away(int status) {
        return status >= ITS_OWN_FAULT || status == TOO_MANY || status == TOO_SLOW;
    }
}
