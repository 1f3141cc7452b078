package footlight.platform.webhook;

import footlight.platform.store.Rows;
import footlight.platform.webhook.Delivery.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The tables `webhook_delivery`, `webhook_attempt` and `webhook_position`.
final class DeliveryTable {
    private static final String COLUMNS = """
            d.id, d.seq, d.webhook_id, d.kind, d.show_id, d.body, d.state, d.attempts, d.failures, d.next_at, d.created_at""";

    /// The latest attempt beside a delivery `d`.
    private static final String WITH_LAST = """
            left join lateral (
                select at, status, failure, duration_ms, answer, answer_cut from webhook_attempt
                where delivery_id = d.id order by number desc limit 1) a on true""";

    private static final String LAST = "a.at, a.status, a.failure, a.duration_ms, a.answer, a.answer_cut";

    private final Jdbi jdbi;

    DeliveryTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Up to which event the deliveries have been written.
    long position() {
        return jdbi.withHandle(handle -> handle.createQuery("select number from webhook_position where only_one")
                .mapTo(Long.class)
                .one());
    }

    /// False when somebody else has moved it meanwhile.
    boolean move(Handle transaction, long from, long to) {
        return transaction
                        .createUpdate("update webhook_position set number = :to where only_one and number = :from")
                        .bind("from", from)
                        .bind("to", to)
                        .execute()
                == 1;
    }

    /// What waits for webhooks that are on.
    ///
    /// @param due when the one that should have gone first should have; null when none waits
    record Queue(int waiting, @Nullable Instant due) {
        static final Queue EMPTY = new Queue(0, null);
    }

    Queue queue(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select count(*) as waiting, min(next_at) as due from (
                    select d.next_at from webhook_delivery d join webhook w on w.id = d.webhook_id and w.enabled
                    where d.state = 'waiting' order by d.next_at limit :most) open_ones""")
                .bind("most", most)
                .map((row, _) -> new Queue(row.getInt("waiting"), Rows.instantOrNull(row, "due")))
                .one());
    }

    /// What one event is for one webhook.
    ///
    /// @param number of the event; null for a test, which is not waiting for anybody
    record Fresh(
            String id,
            String webhookId,
            @Nullable Long number,
            String kind,
            @Nullable String showId,
            String body,
            Instant now) {}

    void insert(Handle handle, List<Fresh> fresh) {
        if (fresh.isEmpty()) return;
        try (PreparedBatch batch = handle.prepareBatch("""
                insert into webhook_delivery (id, webhook_id, number, kind, show_id, body, state, next_at, created_at)
                values (:id, :webhook, :number, :kind, :show, :body, :state, :now, :now)
                on conflict (webhook_id, number) do nothing""")) {
            for (Fresh one : fresh) {
                batch.bind("id", one.id())
                        .bind("webhook", one.webhookId())
                        .bind("number", one.number())
                        .bind("kind", one.kind())
                        .bind("show", one.showId())
                        .bind("body", one.body())
                        .bind("state", (one.number() == null ? State.FAILED : State.WAITING).word())
                        .bind("now", Rows.time(one.now()))
                        .add();
            }
            batch.execute();
        }
    }

    /// What is to be sent now, at most `each` of one webhook. An event waits while one before it, of the same show and
    /// for the same webhook, was not tried yet.
    ///
    /// @param underWay ids of those that are being sent
    List<Delivery> due(Instant now, Set<String> underWay, int each) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s from (
                    select distinct webhook_id from webhook_delivery where state = 'waiting' and next_at <= :now) w
                join webhook on webhook.id = w.webhook_id and webhook.enabled
                cross join lateral (
                    select * from webhook_delivery d
                    where d.webhook_id = w.webhook_id and d.state = 'waiting' and d.next_at <= :now
                        and d.id <> all(string_to_array(:under_way, ' '))
                        and not exists (
                            select 1 from webhook_delivery e
                            where e.webhook_id = d.webhook_id and e.show_id = d.show_id and e.state = 'waiting'
                                and e.attempts = 0 and e.number < d.number)
                    order by d.next_at, d.seq limit :each) d""".formatted(COLUMNS))
                .bind("now", Rows.time(now))
                .bind("under_way", String.join(" ", underWay))
                .bind("each", each)
                .map(DELIVERY)
                .list());
    }

    /// Writes down what came of it. False when it is not there any more.
    ///
    /// @param nextAt when it is tried again; null when it is not
    boolean tried(Handle handle, Delivery delivery, Attempt attempt, @Nullable Instant nextAt) {
        State state = attempt.arrived() ? State.DELIVERED : nextAt == null ? State.FAILED : State.WAITING;
        Optional<Integer> number = handle.createQuery("""
                update webhook_delivery set attempts = attempts + 1, state = :state,
                    failures = case when :state = 'waiting' then failures + 1 else 0 end,
                    next_at = coalesce(:next, next_at)
                where id = :id returning attempts""")
                .bind("id", delivery.id())
                .bind("state", state.word())
                .bind("next", Rows.timeOrNull(nextAt))
                .mapTo(Integer.class)
                .findOne();
        if (number.isEmpty()) return false;
        handle.createUpdate("""
                insert into webhook_attempt (delivery_id, number, at, status, failure, duration_ms, answer, answer_cut)
                values (:id, :number, :at, :status, :failure, :duration, :answer, :cut)""")
                .bind("id", delivery.id())
                .bind("number", number.get())
                .bind("at", Rows.time(attempt.at()))
                .bind("status", attempt.status())
                .bind("failure", attempt.failure())
                .bind("duration", attempt.durationMs())
                .bind("answer", attempt.answer())
                .bind("cut", attempt.answerCut())
                .execute();
        return true;
    }

    /// When this delivery's present row of failures began, which an attempt of now goes on with.
    Instant failingSince(Handle handle, Delivery delivery, Instant now) {
        return handle.createQuery("""
                select min(at) as first from (
                    select at from webhook_attempt where delivery_id = :id order by number desc limit :failures) t""")
                .bind("id", delivery.id())
                .bind("failures", delivery.failures())
                .map((row, _) -> Optional.ofNullable(Rows.instantOrNull(row, "first")))
                .one()
                .orElse(now);
    }

    /// What waits for this webhook will not be tried any more.
    int giveUp(Handle handle, String webhookId) {
        return handle.createUpdate("""
                update webhook_delivery set state = 'failed', failures = 0
                where webhook_id = :webhook and state = 'waiting'""").bind("webhook", webhookId).execute();
    }

    /// Has it tried now, as if for the first time.
    boolean again(String id, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                update webhook_delivery set state = 'waiting', failures = 0, next_at = :now where id = :id""")
                        .bind("id", id)
                        .bind("now", Rows.time(now))
                        .execute()
                == 1);
    }

    Optional<Delivery> byId(String webhookId, String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select %s, %s from webhook_delivery d %s where d.id = :id and d.webhook_id = :webhook""".formatted(COLUMNS, LAST, WITH_LAST))
                .bind("id", id)
                .bind("webhook", webhookId)
                .map(WITH_ATTEMPT)
                .findOne());
    }

    /// The newest first, from before `beforeSeq` on.
    List<Delivery> page(String webhookId, @Nullable State state, long beforeSeq, int limit) {
        String only = state == null ? "" : " and d.state = :state";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("""
                    select %s, %s from webhook_delivery d %s
                    where d.webhook_id = :webhook and d.seq < :before%s order by d.seq desc limit :limit""".formatted(COLUMNS, LAST, WITH_LAST, only))
                    .bind("webhook", webhookId)
                    .bind("before", beforeSeq)
                    .bind("limit", limit);
            if (state != null) query.bind("state", state.word());
            return query.map(WITH_ATTEMPT).list();
        });
    }

    /// The newest first.
    List<Attempt> attempts(String deliveryId, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select at, status, failure, duration_ms, answer, answer_cut from webhook_attempt
                where delivery_id = :id order by number desc limit :most""")
                .bind("id", deliveryId)
                .bind("most", most)
                .map((row, _) -> attempt(row))
                .list());
    }

    /// Forgets some of those from before then, and answers how many.
    int prune(Instant before, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                delete from webhook_delivery where id in (
                    select id from webhook_delivery where created_at < :before order by created_at limit :most)""")
                .bind("before", Rows.time(before))
                .bind("most", most)
                .execute());
    }

    /// Webhooks whose log is longer than `most`.
    List<String> overlong(int most) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                select w.id from webhook w where exists (
                    select 1 from webhook_delivery d where d.webhook_id = w.id order by d.seq desc offset :most limit 1)""").bind("most", most).mapTo(String.class).list());
    }

    /// Keeps the newest `most` of one log.
    void shorten(String webhookId, int most) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                delete from webhook_delivery where webhook_id = :webhook and seq <= (
                    select seq from webhook_delivery where webhook_id = :webhook order by seq desc offset :most limit 1)""")
                .bind("webhook", webhookId)
                .bind("most", most)
                .execute());
    }

    /// Gives up what has waited since before then for webhooks that are off.
    void giveUpOff(Instant before) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                update webhook_delivery d set state = 'failed', failures = 0 from webhook w
                where w.id = d.webhook_id and not w.enabled and d.state = 'waiting' and d.next_at < :before""").bind("before", Rows.time(before)).execute());
    }

    private static final RowMapper<Delivery> DELIVERY = (row, _) -> delivery(row, null);
    private static final RowMapper<Delivery> WITH_ATTEMPT =
            (row, _) -> delivery(row, row.getObject("at") == null ? null : attempt(row));

    private static Delivery delivery(ResultSet row, @Nullable Attempt last) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getLong("seq"),
                row.getString("webhook_id"),
                row.getString("kind"),
                row.getString("show_id"),
                row.getString("body"),
                State.of(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("failures"),
                Rows.instant(row, "next_at"),
                Rows.instant(row, "created_at"),
                last);
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        boolean nobody = row.wasNull();
        return new Attempt(
                Rows.instant(row, "at"),
                nobody ? null : status,
                row.getString("failure"),
                row.getInt("duration_ms"),
                row.getString("answer"),
                row.getBoolean("answer_cut"));
    }
}
