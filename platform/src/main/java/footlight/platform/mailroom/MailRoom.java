package footlight.platform.mailroom;

import footlight.platform.chore.Chores;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Seal;
import footlight.platform.secret.SecretKey;
import footlight.platform.secret.Signer;
import footlight.platform.store.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The box that letters wait in until a mail server has taken them. A letter is tried again for three days, ever more
/// rarely, and then given up. The server that died while it sent a letter sends that one once more, and not a third
/// time.
/// Without a mail server letters wait all the same: whoever runs the server reads them. Any virtual thread; `deliver`
/// is
/// one chore's.
public final class MailRoom implements Postbox {
    private static final Logger log = LoggerFactory.getLogger(MailRoom.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration TRIED = Duration.ofDays(3);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    private static final Duration SERVER_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SERVER_PAUSE = Duration.ofMinutes(15);
    private static final Duration CLEANED = Duration.ofHours(1);
    private static final int AT_ONCE = 50;
    private static final int WAITING_AT_MOST = 20_000;
    private static final int TO_ONE_AN_HOUR = 20;
    private static final int SENT_AT_MOST = 2;
    private static final Letter UNREADABLE = new Letter("", "A letter that cannot be read", List.of(), null, List.of());
    private static final String NO_ORIGIN = "public.url is not set, so the link in this letter leads nowhere.";
    private static final String NO_ORIGINS =
            "public.url is not set: letters with links wait until it is, for three days. Set it and start again.";

    private final Jdbi jdbi;
    private final LetterTable table;
    private final Seal seal;
    private final Signer recipients;
    private final RandomNames names;
    private final InstantSource clock;
    private final @Nullable Carrier carrier;
    private final String origin;
    private final Runnable deliverNow;
    /// Of the chore alone.
    private Instant restsUntil = Instant.EPOCH;
    private Instant cleanedAt = Instant.EPOCH;
    private int failedInARow;

    /// Somebody wants to see whether it goes now.
    private volatile boolean wanted;

    private final LongAdder sentEver = new LongAdder();
    private final LongAdder refusedEver = new LongAdder();
    private final LongAdder givenUpEver = new LongAdder();
    private volatile LetterTable.Queue queue = LetterTable.Queue.EMPTY;

    /// What the mail server said when it took nothing; null when all is well, or nothing was tried yet.
    private volatile @Nullable String trouble;

    private MailRoom(
            Jdbi jdbi,
            SecretKey secret,
            @Nullable Carrier carrier,
            String origin,
            RandomNames names,
            Chores chores,
            InstantSource clock) {
        this.origin = origin;
        this.jdbi = jdbi;
        this.table = new LetterTable(jdbi);
        this.seal = secret.seal("letter");
        this.recipients = secret.signer("letter recipient");
        this.names = names;
        this.clock = clock;
        this.carrier = carrier;
        this.deliverNow = chores.every(EVERY, "mail", this::deliver);
    }

    /// @param origin the configured address of this server, which links begin with; empty when there is none. Letters
    ///     with links are not sent then: what requests say of the address is no word to give to others.
    public static MailRoom open(
            Jdbi jdbi,
            SecretKey secret,
            MailSettings settings,
            String siteName,
            String origin,
            RandomNames names,
            Chores chores,
            InstantSource clock) {
        if (settings.smtp() != null && origin.isEmpty()) log.warn("{}", NO_ORIGINS);
        return open(jdbi, secret, settings, siteName, origin, names, chores, clock, new Properties());
    }

    /// @param also what a test's mail server needs besides
    static MailRoom open(
            Jdbi jdbi,
            SecretKey secret,
            MailSettings settings,
            String siteName,
            String origin,
            RandomNames names,
            Chores chores,
            InstantSource clock,
            Properties also) {
        Smtp smtp = settings.smtp();
        Carrier carrier = smtp == null
                ? null
                : new Carrier(smtp, MailSettings.sender(String.valueOf(settings.from())), siteName, also);
        return new MailRoom(jdbi, secret, carrier, origin, names, chores, clock);
    }

    @Override
    public void post(Letter letter) {
        jdbi.useTransaction(handle -> post(handle, letter));
        deliverNow.run();
    }

    @Override
    public void post(Handle transaction, Letter letter) {
        Instant now = clock.instant();
        byte[] recipient = recipients.sign(letter.to().strip().toLowerCase(Locale.ROOT));
        if (table.since(transaction, recipient, letter.reason(), now.minus(Duration.ofHours(1))) >= TO_ONE_AN_HOUR) {
            log.warn(
                    "a letter is left out: {} of its kind ({}) went to the same address within an hour",
                    TO_ONE_AN_HOUR,
                    letter.reason().word());
            return;
        }
        if (table.waiting(transaction, WAITING_AT_MOST) >= WAITING_AT_MOST) {
            log.error("a letter is left out: {} wait to be sent", WAITING_AT_MOST);
            return;
        }
        String id = names.id();
        table.insert(transaction, id, recipient, letter.reason(), seal.close(LetterText.of(letter), id), now);
    }

    /// A letter as whoever runs the server sees it.
    ///
    /// @param letter without what it said, once it was sent
    record Seen(LetterTable.Row row, Letter letter) {}

    /// The latest first.
    List<Seen> page(Instant beforeTime, String beforeId, int most) {
        return table.page(beforeTime, beforeId, most).stream()
                .map(row -> new Seen(row, opened(row).orElse(UNREADABLE).under(origin)))
                .toList();
    }

    /// What went to an address and is still known, for whoever has it: about what, and when; the latest first, at most
    /// a thousand. Numbers as codes have them are left out: they open doors.
    public JsonArray to(String address) {
        JsonArray letters = new JsonArray();
        byte[] recipient = recipients.sign(address.strip().toLowerCase(Locale.ROOT));
        for (LetterTable.Row row : table.to(recipient, 1_000))
            letters.add(new JsonObject()
                    .put("subject", opened(row).orElse(UNREADABLE).subject().replaceAll("\\d{4,}", "…"))
                    .put("writtenAt", row.createdAt().toString())
                    .put("sentAt", row.sentAt() == null ? null : row.sentAt().toString()));
        return letters;
    }

    /// Looks how many letters wait. Blocks on the database; while it is away, what was seen last holds.
    public void count() {
        try {
            queue = table.queue(WAITING_AT_MOST);
        } catch (JdbiException failure) {
            if (!Database.away(failure)) throw failure;
        }
    }

    /// What became of letters since the start, and what waited when it was counted last.
    ///
    /// @param oldestSeconds how long the letter that waits longest has
    /// @param refused tries that came to nothing
    public record Counts(long waiting, long oldestSeconds, long sent, long refused, long givenUp) {}

    /// Any thread; never blocks.
    public Counts counts() {
        LetterTable.Queue seen = queue;
        Instant oldest = seen.oldest();
        return new Counts(
                seen.waiting(),
                oldest == null
                        ? 0
                        : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds()),
                sentEver.sum(),
                refusedEver.sum(),
                givenUpEver.sum());
    }

    /// Whether there is a mail server that takes letters; else they wait for whoever runs this one.
    public boolean sends() {
        return carrier != null;
    }

    Optional<String> trouble() {
        String said = trouble;
        if (said == null && carrier != null && origin.isEmpty()) return Optional.of(NO_ORIGINS);
        return Optional.ofNullable(said);
    }

    boolean known(String id) {
        return table.known(id);
    }

    /// Has a letter tried now, also while the mail server rests. False when it was sent, or is too old.
    boolean again(String id) {
        Instant now = clock.instant();
        if (!table.again(id, now.minus(TRIED), now)) return false;
        wanted = true;
        deliverNow.run();
        return true;
    }

    /// Sends it at once, past the box.
    ///
    /// @return why not, in the mail server's words; empty when it took the letter
    Optional<String> test(Letter letter) {
        Optional<InternetAddress> to = MailAddress.of(letter.to());
        if (carrier == null || to.isEmpty()) return Optional.of("No mail can go to this address.");
        try (Carrier.Trip trip = carrier.open()) {
            return switch (trip.hand(names.id(), to.get(), letter, clock.instant())) {
                case Carrier.Handed.Taken _ -> Optional.empty();
                case Carrier.Handed.Refused refused -> Optional.of(refused.problem());
            };
        } catch (MessagingException failure) {
            return Optional.of(carrier.said(failure));
        }
    }

    private void deliver() {
        Instant now = clock.instant();
        clean(now);
        // Also when the clock was set back.
        boolean rests = now.isBefore(restsUntil) && restsUntil.isBefore(now.plus(LONGEST_SERVER_PAUSE.multipliedBy(2)));
        if (rests && carrier != null && !wanted) return;
        wanted = false;
        List<LetterTable.Row> due = table.due(now, AT_ONCE);
        List<LetterTable.Row> young =
                due.stream().filter(row -> !givenUp(row, now)).toList();
        if (carrier == null || young.isEmpty()) return;
        try (Carrier.Trip trip = carrier.open()) {
            for (LetterTable.Row row : young) send(carrier, trip, row);
            failedInARow = 0;
            trouble = null;
        } catch (MessagingException failure) {
            rest(carrier.said(failure), now);
            return;
        }
        if (due.size() == AT_ONCE) deliverNow.run();
    }

    private boolean givenUp(LetterTable.Row row, Instant now) {
        if (row.unsure() >= SENT_AT_MOST) {
            giveUp(row, "The server ended twice while it sent this letter, which may have arrived.", now);
            return true;
        }
        if (row.createdAt().plus(TRIED).isAfter(now)) return false;
        giveUp(row, carrier == null ? "No mail server is set (mail.smtp)." : trouble, now);
        return true;
    }

    private void giveUp(LetterTable.Row row, @Nullable String problem, Instant now) {
        givenUpEver.increment();
        table.giveUp(row.id(), problem, now);
        if (carrier != null) log.warn("letter {} is given up after {} tries: {}", row.id(), row.tries(), problem);
    }

    private void send(Carrier sender, Carrier.Trip trip, LetterTable.Row row) throws MessagingException {
        Instant now = clock.instant();
        Optional<Letter> read = opened(row);
        if (read.isEmpty()) {
            giveUp(
                    row,
                    "It cannot be read: it was written with another secret.key than this server has, or is damaged.",
                    now);
            return;
        }
        Letter letter = read.get().under(origin);
        Optional<InternetAddress> to = MailAddress.of(letter.to());
        if (to.isEmpty()) {
            giveUp(row, "No mail can go to this address.", now);
            return;
        }
        table.begin(row.id(), now.plus(pause(row.tries())));
        if (!letter.whole()) {
            table.failed(row.id(), NO_ORIGIN);
            return;
        }
        try {
            switch (trip.hand(row.id(), to.get(), letter, now)) {
                case Carrier.Handed.Taken _ -> {
                    table.sent(row.id(), bare(row.id(), letter), clock.instant());
                    sentEver.increment();
                }
                case Carrier.Handed.Refused refused -> {
                    table.failed(row.id(), refused.problem());
                    refusedEver.increment();
                    if (refused.forGood()) giveUp(row, refused.problem(), now);
                }
            }
        } catch (MessagingException away) {
            table.failed(row.id(), sender.said(away));
            throw away;
        }
    }

    private static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void rest(String said, Instant now) {
        refusedEver.increment();
        Duration pause = SERVER_PAUSE.multipliedBy(1L << Math.min(failedInARow++, 10));
        if (pause.compareTo(LONGEST_SERVER_PAUSE) > 0) pause = LONGEST_SERVER_PAUSE;
        restsUntil = now.plus(pause);
        trouble = said;
        log.warn("the mail server takes no letters, tried again in {} s: {}", pause.toSeconds(), said);
    }

    private void clean(Instant now) {
        if (now.isBefore(cleanedAt.plus(CLEANED)) && !now.isBefore(cleanedAt)) return;
        cleanedAt = now;
        table.deleteOlder(now.minus(KEPT));
    }

    /// Empty when it cannot be read, as after another secret.key was put into place; the others go all the same.
    private Optional<Letter> opened(LetterTable.Row row) {
        try {
            return Optional.of(LetterText.letter(seal.open(row.sealed(), row.id())));
        } catch (RuntimeException unreadable) {
            log.warn("letter {} cannot be read: {}", row.id(), unreadable.getMessage());
            return Optional.empty();
        }
    }

    private byte[] bare(String id, Letter letter) {
        return seal.close(LetterText.of(new Letter(letter.to(), letter.subject(), List.of(), null, List.of())), id);
    }
}
