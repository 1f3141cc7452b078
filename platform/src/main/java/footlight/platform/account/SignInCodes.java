package footlight.platform.account;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.Digests;
import footlight.platform.secret.Signer;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Signing in by six digits that go to an address by mail: for who watches now and then. A code is good for ten minutes
/// and five tries. Whoever asks is told nothing about who has an account. Any virtual thread; blocks on the database.
final class SignInCodes {
    static final Duration GOOD = Duration.ofMinutes(10);
    static final int TRIES = 5;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int LETTERS_PER_ADDRESSEE_HERE = 5;
    private static final int LETTERS_PER_ADDRESSEE = 10;
    private static final int TRIES_PER_ADDRESSEE_HERE = 25;
    private static final int TRIES_PER_ADDRESSEE = 100;
    /// A whole venue may sit behind one address, and all of it come within the hour.
    private static final int SENT_PER_ADDRESS = 300;
    private static final int WRONG_PER_ADDRESS = 60;
    /// Five guesses at each of many codes would find one some day.
    private static final int WRONG_A_DAY = 50;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int NAMES = 20_000;
    private static final int CODES = 1_000_000;
    private static final int NAME_LENGTH = 80;

    private final Jdbi jdbi;
    private final SignInCodeTable table = new SignInCodeTable();
    private final EntranceTable entrance = new EntranceTable();
    private final Accounts accounts;
    private final Postbox postbox;
    private final String siteName;
    private final SignUp signUp;
    private final Deeds deeds;
    private final Signer signer;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /// By addressee and network first: whoever tries elsewhere locks nobody out at home that soon.
    private final Attempts lettersHere = new Attempts(LETTERS_PER_ADDRESSEE_HERE, WINDOW, NAMES);
    private final Attempts letters = new Attempts(LETTERS_PER_ADDRESSEE, WINDOW, NAMES);
    private final Attempts perAddresseeHere = new Attempts(TRIES_PER_ADDRESSEE_HERE, WINDOW, NAMES);
    private final Attempts perAddressee = new Attempts(TRIES_PER_ADDRESSEE, WINDOW, NAMES);
    private final Attempts sentPerAddress = new Attempts(SENT_PER_ADDRESS, WINDOW, NAMES);
    private final Attempts wrongPerAddress = new Attempts(WRONG_PER_ADDRESS, WINDOW, NAMES);

    SignInCodes(
            Jdbi jdbi,
            Accounts accounts,
            Postbox postbox,
            String siteName,
            SignUp signUp,
            Deeds deeds,
            Signer signer,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.postbox = postbox;
        this.siteName = siteName;
        this.signUp = signUp;
        this.deeds = deeds;
        this.signer = signer;
        this.clock = clock;
    }

    /// A letter in any case, with the same work: with a code for who may come in by it, else saying that nobody can.
    void send(String typedEmail, InetAddress from) {
        String address = Accounts.addressName(from);
        limit(sentPerAddress, address);
        if (!accounts.anybody())
            throw Refusals.notNow("set-up-first", "Nobody runs this server yet. Open the link in its log first.");
        String email = mail(typedEmail);
        limit(lettersHere, name(email) + " " + address);
        limit(letters, name(email));
        Optional<Account> account = accounts.byEmail(email);
        boolean open = mayEnter(account);
        boolean kept = account.isEmpty() && accounts.kept(email);
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            // For nobody too, so that both take as long; that code is told to nobody.
            table.put(handle, email, signer.sign(email + " " + code), now, now.plus(GOOD));
            Letter letter;
            if (kept) letter = new EntranceLetters(siteName).kept(email);
            else letter = open ? letter(email, code) : nobody(email);
            postbox.post(handle, letter);
        });
    }

    /// @param signedIn the account at this browser; null when there is none
    /// @throws Refusal the same for a wrong code, one that is too old or used, and an address that nobody asked for
    Accounts.SignedIn use(String typedEmail, String typedCode, @Nullable String signedIn, InetAddress from) {
        String address = Accounts.addressName(from);
        limit(wrongPerAddress, address);
        String email = mail(typedEmail);
        String here = name(email) + " " + address;
        limit(perAddresseeHere, here);
        limit(perAddressee, name(email));
        // People copy spaces along, and letters show digits in groups.
        String code = typedCode.replaceAll("[\\s-]", "");
        if (!used(email, code)) throw notGood();
        // Not forgotten: else whoever has an account of their own would guess for ever in between.
        wrongPerAddress.giveBack(address);
        perAddresseeHere.forget(here);
        perAddressee.forget(name(email));
        Account account = accounts.byEmail(email).orElse(null);
        if (!mayEnter(Optional.ofNullable(account))) throw notGood();
        boolean fresh = account == null;
        if (account == null)
            account = accounts.make(name(email, siteName), email, true)
                    .or(() -> accounts.byEmail(email))
                    .orElseThrow(SignInCodes::notGood);
        if (!account.verified()) prove(account, signedIn);
        Asker.Person person = new Asker.Person(account.id(), "", account.admin());
        if (fresh) deeds.note(person, "account.create", account.id(), "by a code");
        deeds.note(person, "session.start", account.id(), "by a code");
        return accounts.start(account.id());
    }

    /// Counts a wrong try before it is told, so that many at once are five too.
    private boolean used(String email, String code) {
        byte[] hash = signer.sign(email + " " + code);
        return jdbi.inTransaction(handle -> {
            Instant now = clock.instant();
            SignInCodeTable.Row row = table.hold(handle, email, now).orElse(null);
            if (row == null || row.tries() >= TRIES) return false;
            table.wrongUntil(handle, email, WRONG_A_DAY, now).ifPresent(until -> {
                throw Refusals.tooManyAttempts(Duration.between(now, until));
            });
            boolean fits = java.security.MessageDigest.isEqual(row.hash(), hash);
            if (fits) table.delete(handle, email);
            else table.wrong(handle, email, now, now.plus(DAY));
            return fits;
        });
    }

    /// Whoever chose the password before need not be who reads the letters.
    private void prove(Account account, @Nullable String signedIn) {
        EntranceTable.Link link = new EntranceTable.Link(
                account.id(), account.email(), account.name(), null, null, false, account.admin());
        boolean same = account.id().equals(signedIn);
        jdbi.useTransaction(handle -> {
            entrance.enter(handle, link, same, null, null, clock.instant());
            deeds.note(
                    new Asker.Person(account.id(), "", account.admin()), "account.confirm", account.id(), "by a code");
        });
    }

    private boolean mayEnter(Optional<Account> account) {
        return account.map(known -> !accounts.disabled(known)).orElse(signUp == SignUp.OPEN);
    }

    private Letter letter(String to, String code) {
        return new Letter(
                to,
                "Your code for " + siteName,
                List.of("Your code is " + code + ".", "It signs you in on " + siteName + ", once, within ten minutes."),
                null,
                List.of(
                        "Tell it to nobody: whoever has it can sign in as you.",
                        "If you did not ask for it, there is nothing to do."));
    }

    private Letter nobody(String to) {
        return new Letter(
                to,
                "No account on " + siteName,
                List.of("Somebody, perhaps you, wanted to sign in on " + siteName
                        + " with this address. It has no account there that can be used, and new ones are made by"
                        + " invitation, or by whoever runs the server."),
                null,
                List.of("If it was not you, there is nothing to do."));
    }

    /// What somebody new is called until they say: what stands before the @.
    private static String name(String email, String otherwise) {
        String local = email.substring(0, Math.max(0, email.indexOf('@'))).replaceAll("[^\\p{L}\\p{N}._+-]", "");
        return local.isEmpty() ? otherwise : local.substring(0, Math.min(NAME_LENGTH, local.length()));
    }

    private static String name(String email) {
        return HexFormat.of().formatHex(Digests.sha256(email));
    }

    private void limit(Attempts attempts, String name) {
        attempts.tryOnce(name, clock.instant()).ifPresent(wait -> {
            throw Refusals.tooManyAttempts(wait);
        });
    }

    private static String mail(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static Refusal notGood() {
        return new Refusal(new Problem(
                403,
                "code-not-good",
                "This code does not work",
                "It is mistyped, used, or older than ten minutes. After five wrong ones, have a new one sent."));
    }
}
