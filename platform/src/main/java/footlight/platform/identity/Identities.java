package footlight.platform.identity;

import footlight.platform.account.Account;
import footlight.platform.account.Accounts;
import footlight.platform.account.SignUp;
import footlight.platform.identity.ProviderFault.Reason;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Which account an identity of elsewhere belongs to. Any virtual thread; blocks on the database.
final class Identities {
    private final IdentityTable table;
    private final Accounts accounts;
    private final RandomNames names;
    private final InstantSource clock;
    private final SignUp signUp;
    /// Of two that come for the first time at once, the second finds what the first made.
    private final ReentrantLock making = new ReentrantLock();

    Identities(IdentityTable table, Accounts accounts, SignUp signUp, RandomNames names, InstantSource clock) {
        this.table = table;
        this.accounts = accounts;
        this.signUp = signUp;
        this.names = names;
        this.clock = clock;
    }

    /// What an identity led to.
    ///
    /// @param deed what happened beside signing in: `account.create`, `account.link`, or nothing
    record Entered(Account account, String deed) {}

    /// The account of somebody who comes with this identity; made when they are new.
    ///
    /// An address alone opens no account that exists: the provider must say that it is theirs, and the account's
    /// owner must have proved the same. Else whoever types somebody's address into some other site, or typed it
    /// here before them, would share their account.
    ///
    /// @throws ProviderFault when they have to sign in another way first
    Entered enter(Provider provider, Someone someone) throws ProviderFault {
        Entered entered = entered(provider, someone);
        if (accounts.disabled(entered.account())) throw new ProviderFault(Reason.SHUT_OUT, "the account is shut");
        return entered;
    }

    private Entered entered(Provider provider, Someone someone) throws ProviderFault {
        making.lock();
        try {
            Instant now = clock.instant();
            Optional<Account> theirs = table.use(someone, now).flatMap(accounts::byId);
            if (theirs.isPresent()) return new Entered(theirs.get(), "");
            String email = someone.email() == null ? "" : someone.email();
            Optional<Account> same = email.isEmpty() ? Optional.empty() : accounts.byEmail(email);
            if (same.isPresent() && !(someone.emailVerified() && same.get().verified()))
                throw new ProviderFault(Reason.LINK_FIRST, "an account has the address, not proved on both sides");
            // An invitation does not come along by this way: who has one signs up by its form first.
            if (same.isEmpty() && signUp != SignUp.OPEN)
                throw new ProviderFault(Reason.NO_NEWCOMERS, "a newcomer, and sign-up is not open");
            Account account = same.or(() -> accounts.make(name(someone), email, someone.emailVerified()))
                    .orElseThrow(() -> new ProviderFault(Reason.LINK_FIRST, "the address was taken meanwhile"));
            if (!table.insert(names.id(), account.id(), provider.key(), someone, now))
                throw new ProviderFault(Reason.EXPIRED, "came twice at once");
            return new Entered(account, same.isPresent() ? "account.link" : "account.create");
        } finally {
            making.unlock();
        }
    }

    /// @throws ProviderFault when the identity is another account's
    void link(Provider provider, Someone someone, String accountId) throws ProviderFault {
        Instant now = clock.instant();
        Optional<String> owner = table.use(someone, now);
        if (owner.isEmpty() && table.insert(names.id(), accountId, provider.key(), someone, now)) return;
        if (!owner.equals(Optional.of(accountId)))
            throw new ProviderFault(Reason.ANOTHERS, "the identity is another account's");
    }

    List<IdentityTable.Row> of(String accountId) {
        return table.of(accountId);
    }

    IdentityTable.Unlinked unlink(String accountId, String id, List<Provider> on) {
        return table.delete(accountId, id, on.stream().map(Provider::key).toList());
    }

    /// False when this attempt came back before.
    boolean useUp(Attempt attempt) {
        return table.useUp(
                Digests.sha256(attempt.state()),
                clock.instant(),
                attempt.startedAt().plus(AttemptCookie.GOOD_FOR));
    }

    private static String name(Someone someone) {
        if (!someone.name().isEmpty()) return someone.name();
        String label = someone.label();
        int at = label.indexOf('@', 1);
        String shown = at > 0 ? label.substring(0, at) : label;
        return shown.isEmpty() ? "Somebody" : shown.substring(0, Math.min(80, shown.length()));
    }
}
