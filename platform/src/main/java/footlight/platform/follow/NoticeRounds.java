package footlight.platform.follow;

import footlight.platform.follow.NoticeTable.Told;
import footlight.platform.mail.Postbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tells each notice to its readers, some at a time. Letters are posted in the transaction that remembers who was
/// told, so that everybody is told once, whenever the process ends. Any node may; on a virtual thread, blocks on the
/// database.
final class NoticeRounds {
    private static final int READERS_AT_ONCE = 100;
    /// So that what else is to be done comes between.
    private static final int BATCHES = 50;

    private final Jdbi jdbi;
    private final NoticeTable table;
    private final Postbox postbox;
    private final NoticeLetters letters;
    private final InstantSource clock;

    NoticeRounds(Jdbi jdbi, NoticeTable table, Postbox postbox, NoticeLetters letters, InstantSource clock) {
        this.jdbi = jdbi;
        this.table = table;
        this.postbox = postbox;
        this.letters = letters;
        this.clock = clock;
    }

    /// Whether there is more to tell at once.
    boolean go() {
        for (int batch = 0; batch < BATCHES; batch++) if (!jdbi.inTransaction(this::batch)) return false;
        return true;
    }

    private boolean batch(Handle handle) {
        Instant now = clock.instant();
        Optional<Notice> found = table.next(handle, now);
        if (found.isEmpty()) return false;
        Notice notice = found.get();
        Optional<Subject> subject = table.subject(handle, notice.showId());
        if (notice.kind() == Notice.Kind.CHANGED) changed(handle, notice, subject);
        else if (subject.isEmpty() || !stillTrue(notice, subject.get())) table.done(handle, notice, now);
        else tell(handle, notice, subject.get(), now);
        return true;
    }

    /// What has become of a plan, now that it has been left alone.
    private void changed(Handle handle, Notice notice, Optional<Subject> found) {
        Optional<Subject> planned = found.filter(Subject::upcoming);
        Instant startsAt = planned.map(Subject::startsAt).orElse(null);
        if (planned.isEmpty() || startsAt == null) {
            table.delete(handle, notice);
            return;
        }
        Optional<Told> told = table.told(handle, notice.showId());
        boolean open = planned.get().forFollowers();
        boolean moved = told.isPresent() && !told.get().startsAt().equals(startsAt);
        boolean knew = told.isPresent() && told.get().open();
        table.told(handle, notice.showId(), new Told(startsAt, open || knew));
        if (moved)
            table.becomes(
                    handle, notice, Notice.Kind.MOVED, startsAt, told.get().startsAt());
        else if (open && !knew) table.becomes(handle, notice, Notice.Kind.SCHEDULED, startsAt, null);
        else table.delete(handle, notice);
    }

    /// Nobody is told what was so an hour ago, when the server was away.
    private static boolean stillTrue(Notice notice, Subject subject) {
        return switch (notice.kind()) {
            case CHANGED -> true;
            case SCHEDULED, MOVED, REMINDER -> subject.upcoming() && sameStart(notice, subject);
            case CANCELLED -> subject.phase().equals("cancelled");
            case LIVE -> subject.on();
        };
    }

    private static boolean sameStart(Notice notice, Subject subject) {
        return notice.at() != null && notice.at().equals(subject.startsAt());
    }

    private void tell(Handle handle, Notice notice, Subject subject, Instant now) {
        List<Reader> readers =
                table.readers(handle, notice, subject, followers(handle, notice, subject), READERS_AT_ONCE);
        for (Reader reader : readers)
            if (reader.email() != null) postbox.post(handle, letters.of(notice, subject, reader, reader.email()));
        if (readers.size() < READERS_AT_ONCE) table.done(handle, notice, now);
        else table.toldUpTo(handle, notice, readers.getLast().accountId());
    }

    /// Which followers it is for; who asked to be reminded is told all but that a show was planned, which they know.
    private List<Notices> followers(Handle handle, Notice notice, Subject subject) {
        if (!subject.forFollowers()) return List.of();
        return switch (notice.kind()) {
            case CHANGED, REMINDER -> List.of();
            case SCHEDULED, MOVED -> List.of(Notices.ALL);
            // Whoever never heard of the plan does not need to hear that it came to nothing.
            case CANCELLED -> table.told(handle, subject.showId()).isPresent() ? List.of(Notices.ALL) : List.of();
            case LIVE -> List.of(Notices.ALL, Notices.LIVE);
        };
    }
}
