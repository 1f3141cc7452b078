package footlight.platform.account;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.api.Refusals;
import footlight.platform.api.Refusals.Misfit;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Signer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// The people who sign in, and the first run. Any virtual thread; blocks on the database and on hashing.
public final class Accounts {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int TRIES_PER_ACCOUNT = 10;
    private static final int TRIES_PER_ADDRESS = 30;
    private static final int NAMES = 20_000;

    private final AccountTable table;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordRules rules = new PasswordRules();
    private final RandomNames names;
    private final InstantSource clock;
    private volatile boolean somebody;
    private final Attempts perAccount = new Attempts(TRIES_PER_ACCOUNT, WINDOW, NAMES);
    private final Attempts perAccountAndAddress = new Attempts(TRIES_PER_ACCOUNT, WINDOW, NAMES);
    private final Attempts perAddress = new Attempts(TRIES_PER_ADDRESS, WINDOW, NAMES);

    /// Accounts with addresses that they signed in from since the start: whoever guesses elsewhere locks out others who
    /// come from nowhere known, and not the person at home.
    private final Set<String> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > NAMES;
        }
    }));

    public Accounts(Jdbi jdbi, Signer csrf, RandomNames names, InstantSource clock) {
        this.table = new AccountTable(jdbi);
        this.sessions = new Sessions(new SessionTable(jdbi), csrf, names, clock);
        this.passwords = new Passwords();
        this.names = names;
        this.clock = clock;
    }

    /// Somebody just proved who they are.
    ///
    /// @param token for the cookie, told once
    record SignedIn(Account account, String token) {}

    public Sessions sessions() {
        return sessions;
    }

    /// Whether the first account was made. Once it was, nobody asks the database again: the last admin cannot go.
    public boolean anybody() {
        if (!somebody) somebody = table.anybody();
        return somebody;
    }

    /// Whether who runs the server has shut it.
    public boolean disabled(Account account) {
        return table.disabled(account.id());
    }

    public Optional<Account> byId(String id) {
        return table.byId(id);
    }

    /// @param email in lower case
    public Optional<Account> byEmail(String email) {
        return table.byEmail(email);
    }

    /// Whether an account that had this address until lately can still have it back; nobody else gets it then.
    ///
    /// @param email in lower case
    boolean kept(String email) {
        return table.kept(email, clock.instant());
    }

    /// Whether this is the account's password, with tries limited as for signing in.
    ///
    /// @throws Refusal when it is not, or the account has none
    void demandPassword(String accountId, String password, InetAddress from) {
        limit(perAddress, addressName(from));
        limit(perAccountAndAddress, accountId + " " + addressName(from));
        // Whoever has the session can change the network.
        limit(perAccount, accountId);
        Optional<String> hash = table.byId(accountId).map(Account::passwordHash);
        boolean fits =
                hash.map(known -> passwords.fits(password, known)).orElseGet(() -> passwords.fitsNobody(password));
        if (!fits)
            throw new Refusal(new Problem(
                    403, "wrong-password", "Not your password", "This is not the password of your account."));
        perAccountAndAddress.forget(accountId + " " + addressName(from));
        perAccount.forget(accountId);
    }

    /// The first of those who run this server.
    public Optional<Account> firstAdmin() {
        return table.firstAdmin();
    }

    /// Makes an account without a password, for somebody who signs in another way. Empty when the address is somebody's
    /// already or can be theirs again, or while nobody set the server up: its first account runs it.
    ///
    /// @param email of any case
    /// @param verified whether the address was proved to be theirs
    public Optional<Account> make(String name, String email, boolean verified) {
        if (!anybody()) return Optional.empty();
        Instant now = clock.instant();
        Account account =
                new Account(names.id(), email.toLowerCase(Locale.ROOT), name, null, "member", verified ? now : null);
        return table.insert(account, now) ? Optional.of(account) : Optional.empty();
    }

    /// The same with a password, and an address that is not proved yet. Empty when it is somebody's already.
    Optional<Account> make(String name, String email, String passwordHash) {
        Instant now = clock.instant();
        Account account = new Account(names.id(), email, name, passwordHash, "member", null);
        return table.insert(account, now) ? Optional.of(account) : Optional.empty();
    }

    Passwords passwords() {
        return passwords;
    }

    /// @throws Refusal when the password is too easily guessed
    void demandGood(String password, String email, String name) {
        rules.objection(password, email, name).ifPresent(objection -> {
            throw weak(objection);
        });
    }

    /// Signs in who just proved who they are.
    SignedIn start(String accountId) {
        return new SignedIn(byId(accountId).orElseThrow(), sessions.start(accountId));
    }

    /// Whether this account's address was proved to be its owner's: more is open to them then.
    public boolean verified(String id) {
        return byId(id).filter(Account::verified).isPresent();
    }

    /// While there is no account: a fresh token for the first run's link, with every earlier one worthless. Empty
    /// once there is an account.
    public Optional<String> renewSetupToken() {
        if (anybody()) return Optional.empty();
        String token = names.token();
        table.replaceSetupToken(Digests.sha256(token), clock.instant());
        return Optional.of(token);
    }

    /// The first run's form.
    ///
    /// @throws Refusal for a wrong or used token, a weak password, too many tries
    SignedIn setUp(String token, String name, String email, String password, String channelId, InetAddress from) {
        limit(perAddress, addressName(from));
        if (anybody()) throw setupDone();
        if (!table.setupTokenFits(Digests.sha256(token))) throw setupTokenWrong();
        String cleanName = name.strip();
        if (cleanName.isEmpty()) throw Refusals.invalid("name", "must have 1 to 80 characters");
        demandGood(password, email, cleanName);
        Instant now = clock.instant();
        Account account = new Account(
                names.id(), email.toLowerCase(Locale.ROOT), cleanName, passwords.hash(password), "admin", now);
        return switch (table.insertFirst(Digests.sha256(token), account, channelId, now)) {
            case MADE -> new SignedIn(account, sessions.start(account.id()));
            case TOKEN_WRONG -> throw setupTokenWrong();
            case SOMEBODY_ALREADY -> throw setupDone();
        };
    }

    /// @throws Refusal the same for an unknown address and a wrong password, after the same work
    SignedIn signIn(String email, String password, InetAddress from) {
        String mail = email.strip().toLowerCase(Locale.ROOT);
        // A hash of what was typed, so that the memory for it is bounded and says nothing.
        String accountName = HexFormat.of().formatHex(Digests.sha256(mail));
        String address = addressName(from);
        String accountHere = accountName + " " + address;
        limit(perAddress, address);
        limit(perAccountAndAddress, accountHere);
        if (!known.contains(accountHere)) limit(perAccount, accountName);
        Optional<Account> account = table.byEmail(mail);
        boolean fits = account.map(Account::passwordHash)
                .map(hash -> passwords.fits(password, hash))
                .orElseGet(() -> passwords.fitsNobody(password));
        // Whoever was shut out is told no more than whoever guessed.
        if (account.isEmpty() || !fits || table.disabled(account.get().id())) throw wrongCredentials();
        perAccount.forget(accountName);
        perAccountAndAddress.forget(accountHere);
        known.add(accountHere);
        return new SignedIn(account.get(), sessions.start(account.get().id()));
    }

    private void limit(Attempts attempts, String name) {
        attempts.tryOnce(name, clock.instant()).ifPresent(wait -> {
            throw Refusals.tooManyAttempts(wait);
        });
    }

    /// A household's whole /64 counts as one.
    static String addressName(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }

    private static Refusal wrongCredentials() {
        return new Refusal(new Problem(
                401, "wrong-credentials", "Not signed in", "This e-mail address and password do not fit together."));
    }

    private static Refusal setupTokenWrong() {
        return new Refusal(new Problem(
                403,
                "setup-token-wrong",
                "This link does not work",
                "Take the link from the server's latest start; each start prints a new one."));
    }

    private static Refusal setupDone() {
        return new Refusal(new Problem(
                409, "setup-done", "Already set up", "This server has its owner already. Sign in instead."));
    }

    private static Refusal weak(String objection) {
        return new Refusal(Refusals.withErrors(
                new Problem(422, "weak-password", "Choose another password", objection),
                List.of(new Misfit("password", objection))));
    }
}
