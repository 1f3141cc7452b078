package footlight.platform.account;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.WayInTable.Link;
import footlight.platform.api.Refusals;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.store.Database;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// What somebody comes in by, changed by themselves: password and address. An address is theirs once its letter's link
/// was pressed; whoever had the one before is told, and can take it back. Any virtual thread; blocks on the database
/// and on hashing.
final class WayIn {
    static final Duration MOVE = Duration.ofDays(1);
    static final Duration UNDO = Duration.ofDays(3);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int LETTERS = 5;
    private static final int TRIES_PER_ADDRESS = 60;
    private static final int NAMES = 20_000;

    private final Jdbi jdbi;
    private final WayInTable table = new WayInTable();
    private final Accounts accounts;
    private final Postbox postbox;
    private final WayInLetters letters;
    private final EntranceLetters entranceLetters;
    private final RandomNames names;
    private final InstantSource clock;
    private final Attempts perAccount = new Attempts(LETTERS, WINDOW, NAMES);
    private final Attempts perAddressee = new Attempts(LETTERS, WINDOW, NAMES);
    private final Attempts perAddress = new Attempts(TRIES_PER_ADDRESS, WINDOW, NAMES);

    WayIn(
            Jdbi jdbi,
            Accounts accounts,
            Postbox postbox,
            WayInLetters letters,
            EntranceLetters entranceLetters,
            RandomNames names,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.postbox = postbox;
        this.letters = letters;
        this.entranceLetters = entranceLetters;
        this.names = names;
        this.clock = clock;
    }

    /// @param old what they say is the one before; null when they say nothing
    /// @param token of the session that stays
    /// @throws Refusal for a wrong old one, a weak new one, or an address that is not proved
    void password(String accountId, @Nullable String old, String password, String token, InetAddress from) {
        Account account = accounts.byId(accountId).orElseThrow(Refusals::signInFirst);
        String before = account.passwordHash();
        if (before != null) {
            if (old == null) throw Refusals.invalid("oldPassword", "is missing");
            accounts.demandPassword(accountId, old, from);
        }
        // The link that proves the address brings along the password that was chosen with it.
        if (!account.verified())
            throw new Refusal(new Problem(
                    403,
                    "not-verified",
                    "Confirm your address first",
                    "A password goes with an e-mail address that is yours. Confirm your address first."));
        accounts.demandGood(password, account.email(), account.name());
        String hash = accounts.passwords().hash(password);
        boolean changed = jdbi.inTransaction(handle -> {
            if (!table.password(handle, accountId, before, hash, Digests.sha256(token))) return false;
            if (!account.email().isEmpty())
                postbox.post(handle, entranceLetters.changed(account.email(), account.name()));
            return true;
        });
        if (!changed)
            throw new Refusal(new Problem(
                    403,
                    "wrong-password",
                    "Not your password",
                    "Your password was changed meanwhile, somewhere else. This is not it any more."));
    }

    /// Posts one letter to the new address, whoever has it.
    ///
    /// @throws Refusal when it is their own already, or too many letters went out
    void email(String accountId, String typed) {
        String email = mail(typed);
        Account account = accounts.byId(accountId).orElseThrow(Refusals::signInFirst);
        if (email.equals(account.email())) throw Refusals.invalid("email", "is your address already");
        limit(perAccount, accountId);
        limit(perAddressee, HexFormat.of().formatHex(Digests.sha256(email)));
        String token = names.token();
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            table.forgetWish(handle, accountId);
            // Also for one that is taken, so that its asker sees no difference; its link is told to nobody.
            table.put(handle, Digests.sha256(token), accountId, WayInTable.EMAIL, email, now, now.plus(MOVE));
            Letter letter;
            if (table.taken(handle, email)) letter = letters.taken(email);
            else if (table.kept(handle, email, accountId, now)) letter = entranceLetters.kept(email);
            else letter = letters.move(email, account.name(), token);
            postbox.post(handle, letter);
        });
    }

    void keepEmail(String accountId) {
        jdbi.useTransaction(handle -> table.forgetWish(handle, accountId));
    }

    /// The address is theirs: they read its letters, and are signed in where they press the link. Without the latter,
    /// whoever is talked into pressing it would give their address to somebody else's account.
    ///
    /// @throws Refusal for a link that is not good, or another account's, and when somebody else was faster
    void confirmEmail(String accountId, String token, InetAddress from) {
        limit(perAddress, Accounts.addressName(from));
        Instant now = clock.instant();
        String undo = names.token();
        unlessTaken(() -> jdbi.inTransaction(handle -> {
            Link link = table.good(handle, Digests.sha256(token), WayInTable.EMAIL, now)
                    .orElseThrow(WayIn::linkNotGood);
            if (!link.accountId().equals(accountId)) throw anothers();
            if (table.kept(handle, link.email(), accountId, now)) throw taken();
            table.move(handle, link.accountId(), link.email(), now);
            // Who never proved the address before is nobody who may take the account back.
            if (link.verified() && !link.accountEmail().isEmpty()) {
                table.put(
                        handle,
                        Digests.sha256(undo),
                        link.accountId(),
                        WayInTable.UNDO,
                        link.accountEmail(),
                        now,
                        now.plus(UNDO));
                postbox.post(handle, letters.moved(link.accountEmail(), link.name(), link.email(), undo));
            }
            return link.accountId();
        }));
    }

    /// @return whose it is
    /// @throws Refusal for a link that is not good
    String undoEmail(String token, InetAddress from) {
        limit(perAddress, Accounts.addressName(from));
        Instant now = clock.instant();
        String reset = names.token();
        return unlessTaken(() -> jdbi.inTransaction(handle -> {
            Link link = table.good(handle, Digests.sha256(token), WayInTable.UNDO, now)
                    .orElseThrow(WayIn::linkNotGood);
            table.back(handle, link, now);
            table.put(
                    handle,
                    Digests.sha256(reset),
                    link.accountId(),
                    EntranceTable.RESET,
                    link.email(),
                    now,
                    now.plus(Entrance.RESET));
            postbox.post(
                    handle,
                    entranceLetters.reset(link.email(), link.name(), reset).because(Letter.Reason.HAPPENED));
            return link.accountId();
        }));
    }

    private interface Deed {
        String done();
    }

    private static String unlessTaken(Deed deed) {
        try {
            return deed.done();
        } catch (JdbiException failure) {
            if (!Database.duplicate(failure)) throw failure;
            throw taken();
        }
    }

    private static Refusal taken() {
        return new Refusal(new Problem(
                409, "email-taken", "Taken", "Another account has this address by now. Nothing was changed."));
    }

    private void limit(Attempts attempts, String name) {
        attempts.tryOnce(name, clock.instant()).ifPresent(wait -> {
            throw Refusals.tooManyAttempts(wait);
        });
    }

    private static String mail(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static Refusal anothers() {
        return new Refusal(new Problem(
                403,
                "not-yours",
                "Another account's link",
                "Somebody else is signed in here. Sign in with the account that asked for this address, then press the"
                        + " link again."));
    }

    private static Refusal linkNotGood() {
        return new Refusal(new Problem(
                404,
                "link-not-good",
                "This link does not work",
                "It was used, is too old, or is not whole. Ask for a new one."));
    }
}
