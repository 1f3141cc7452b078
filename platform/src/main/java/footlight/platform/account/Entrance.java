package footlight.platform.account;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.EntranceTable.Link;
import footlight.platform.api.Asker;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// How people come in by themselves: signing up, proving their address, choosing a new password. Whoever asks is told
/// nothing about who has an account; whoever has the address is, by a letter. Any virtual thread; blocks on the
/// database and on hashing.
final class Entrance {
    static final Duration CONFIRM = Duration.ofDays(1);
    static final Duration RESET = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int LETTERS_PER_ADDRESSEE = 5;
    private static final int TRIES_PER_ADDRESS = 60;
    private static final int NAMES = 20_000;

    private final Jdbi jdbi;
    private final EntranceTable table = new EntranceTable();
    private final Accounts accounts;
    private final Postbox postbox;
    private final EntranceLetters letters;
    private final SignUp signUp;
    private final Predicate<String> invited;
    private final Deeds deeds;
    private final RandomNames names;
    private final InstantSource clock;
    private final Attempts perAddressee = new Attempts(LETTERS_PER_ADDRESSEE, WINDOW, NAMES);
    private final Attempts perAddress = new Attempts(TRIES_PER_ADDRESS, WINDOW, NAMES);

    /// @param invited whether this is the token of an invitation that is good
    Entrance(
            Jdbi jdbi,
            Accounts accounts,
            Postbox postbox,
            EntranceLetters letters,
            SignUp signUp,
            Predicate<String> invited,
            Deeds deeds,
            RandomNames names,
            InstantSource clock) {
        this.deeds = deeds;
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.postbox = postbox;
        this.letters = letters;
        this.signUp = signUp;
        this.invited = invited;
        this.names = names;
        this.clock = clock;
    }

    /// Makes an account, or asks again whether an unproved address is theirs, or tells the owner of a proved one. Each
    /// hashes once and posts one letter. What was chosen counts once the letter's link is used.
    ///
    /// @throws Refusal never for an address that somebody has
    void signUp(String typedName, String typedEmail, String password, @Nullable String invitation, InetAddress from) {
        limit(perAddress, Accounts.addressName(from));
        if (signUp == SignUp.CLOSED)
            throw refused("sign-up-closed", "Accounts are made by whoever runs this server. Ask them for one.");
        if (signUp == SignUp.INVITED && (invitation == null || !invited.test(invitation)))
            throw refused(
                    "invitation-needed", "Only who was invited to a team can sign up. Open your invitation's link.");
        if (!accounts.anybody())
            throw Refusals.notNow("set-up-first", "Nobody runs this server yet. Open the link in its log first.");
        String name = OneLine.of("name", typedName);
        String email = mail(typedEmail);
        accounts.demandGood(password, email, name);
        limitAddressee(email);
        String hash = accounts.passwords().hash(password);
        accounts.make(name, email, hash);
        Account account = accounts.byEmail(email).orElse(null);
        jdbi.useTransaction(handle -> {
            if (account == null || account.verified()) {
                postbox.post(
                        handle,
                        account == null && accounts.kept(email) ? letters.kept(email) : letters.takenAlready(email));
                return;
            }
            String token = names.token();
            Instant now = clock.instant();
            table.put(handle, Digests.sha256(token), EntranceTable.VERIFY, account, name, hash, now, now.plus(CONFIRM));
            postbox.post(handle, letters.confirm(email, name, token));
        });
    }

    /// Another letter for somebody who is signed in and has not proved the address yet. Who reads it need not be who
    /// chose the password, so its link asks for one, as after forgetting it; where there is none, the link is
    /// enough.
    void confirmAgain(String accountId) {
        Account account = accounts.byId(accountId).orElseThrow(Refusals::signInFirst);
        if (account.verified() || account.email().isEmpty())
            throw Refusals.notNow("confirmed-already", "There is no address to confirm.");
        limitAddressee(account.email());
        String token = names.token();
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            boolean asks = account.passwordHash() != null;
            String purpose = asks ? EntranceTable.RESET : EntranceTable.VERIFY;
            table.put(handle, Digests.sha256(token), purpose, account, null, null, now, now.plus(CONFIRM));
            postbox.post(handle, letters.confirmAgain(account.email(), token, asks));
        });
    }

    /// The address is proved; whoever was signed in with the account before is not any more.
    ///
    /// @param signedIn the account at the browser that the link was opened in; null when there is none
    /// @throws Refusal for a link that is used, too old or none
    Accounts.SignedIn confirm(String token, @Nullable String signedIn, InetAddress from) {
        limit(perAddress, Accounts.addressName(from));
        Instant now = clock.instant();
        String accountId = jdbi.inTransaction(handle -> {
            Link link = table.good(handle, Digests.sha256(token), EntranceTable.VERIFY, now)
                    .orElseThrow(Entrance::linkNotGood);
            // Whoever proved it another way meanwhile keeps what they have.
            boolean first = !link.verified();
            boolean same = link.accountId().equals(signedIn);
            table.enter(handle, link, same, first ? link.name() : null, first ? link.passwordHash() : null, now);
            note(link, "account.confirm");
            return link.accountId();
        });
        return accounts.start(accountId);
    }

    private void note(Link link, String deed) {
        String id = link.accountId();
        deeds.note(new Asker.Person(id, "", link.admin()), deed, id, "by a letter's link");
    }

    /// A letter in any case: to who has an account, or saying that there is none.
    void forgot(String typedEmail, InetAddress from) {
        limit(perAddress, Accounts.addressName(from));
        String email = mail(typedEmail);
        limitAddressee(email);
        Optional<Account> account = accounts.byEmail(email);
        String token = names.token();
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            account.ifPresent(known -> table.put(
                    handle, Digests.sha256(token), EntranceTable.RESET, known, null, null, now, now.plus(RESET)));
            Letter letter = account.map(known -> letters.reset(email, known.name(), token))
                    .orElseGet(() -> accounts.kept(email) ? letters.kept(email) : letters.nobody(email));
            postbox.post(handle, letter);
        });
    }

    /// Sets the password, which proves the address too, and signs everybody out who was signed in with the account.
    ///
    /// @param signedIn the account at the browser that the link was opened in; null when there is none
    /// @throws Refusal for a weak password, which leaves the link good, and for a link that is not
    Accounts.SignedIn reset(String token, String password, @Nullable String signedIn, InetAddress from) {
        limit(perAddress, Accounts.addressName(from));
        byte[] tokenHash = Digests.sha256(token);
        Link asked = jdbi.inTransaction(handle -> good(handle, tokenHash));
        accounts.demandGood(password, asked.email(), asked.accountName());
        // Not within the transaction: hashing may wait for its turn.
        String hash = accounts.passwords().hash(password);
        String accountId = jdbi.inTransaction(handle -> {
            Link link = good(handle, tokenHash);
            table.enter(handle, link, link.accountId().equals(signedIn), null, hash, clock.instant());
            note(link, "account.password");
            if (!link.email().isEmpty()) postbox.post(handle, letters.changed(link.email(), link.accountName()));
            return link.accountId();
        });
        return accounts.start(accountId);
    }

    private Link good(Handle handle, byte[] tokenHash) {
        return table.good(handle, tokenHash, EntranceTable.RESET, clock.instant())
                .orElseThrow(Entrance::linkNotGood);
    }

    private void limitAddressee(String email) {
        limit(perAddressee, HexFormat.of().formatHex(Digests.sha256(email)));
    }

    private void limit(Attempts attempts, String name) {
        attempts.tryOnce(name, clock.instant()).ifPresent(wait -> {
            throw Refusals.tooManyAttempts(wait);
        });
    }

    private static String mail(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static Refusal refused(String code, String detail) {
        return new Refusal(new Problem(403, code, "Not open to everybody", detail));
    }

    private static Refusal linkNotGood() {
        return new Refusal(new Problem(
                404,
                "link-not-good",
                "This link does not work",
                "It was used, is too old, or is not whole. Ask for a new one."));
    }
}
