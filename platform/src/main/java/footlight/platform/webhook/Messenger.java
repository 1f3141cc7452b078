package footlight.platform.webhook;

import footlight.platform.api.Asker;
import footlight.platform.channel.Deeds;
import footlight.platform.outside.Outside;
import footlight.platform.outside.OutsideAnswer;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.ShowEvent;
import footlight.platform.show.ShowEvents;
import footlight.platform.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes events to webhooks. Each event becomes one delivery for each webhook that wants it, written together with how
/// far that has come; a delivery is sent until it arrives or is given up, each on a virtual thread of its own, few of
/// one
/// webhook at a time, so that one that is slow holds up itself alone. A process that dies while it sends sends again.
final class Messenger {
    private static final Logger log = LoggerFactory.getLogger(Messenger.class);
    private static final int EVENTS_AT_ONCE = 200;
    private static final int AT_ONCE = 256;
    private static final int OF_ONE = 4;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int KEPT_AT_MOST = 10_000;
    private static final int COUNTED_AT_MOST = 100_000;
    private static final Duration OFF = Duration.ofDays(3);
    private static final int PRUNED_AT_ONCE = 1_000;
    private static final Duration UNWRITTEN = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final ShowEvents events;
    private final Webhooks webhooks;
    private final WebhookTable table;
    private final DeliveryTable deliveries;
    private final Outside outside;
    private final Retries retries;
    private final Deeds deeds;
    private final BooleanSupplier closed;
    private final RandomNames names;
    private final InstantSource clock;

    private final LongAdder arrivedEver = new LongAdder();
    private final LongAdder failedEver = new LongAdder();
    private final LongAdder givenUpEver = new LongAdder();
    private volatile DeliveryTable.Queue queue = DeliveryTable.Queue.EMPTY;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    /// The webhook of each delivery that is being sent, by the delivery's id.
    private final Map<String, String> underWay = new ConcurrentHashMap<>();
    /// Those that were sent and could not be written down, which must not be sent every second: until when they rest.
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();

    private volatile Runnable wake = () -> {};

    /// @param closed when nothing begins any more, and what is under way ends by itself
    Messenger(
            Jdbi jdbi,
            ShowEvents events,
            Webhooks webhooks,
            Outside outside,
            Retries retries,
            Deeds deeds,
            BooleanSupplier closed,
            RandomNames names,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.events = events;
        this.webhooks = webhooks;
        this.table = new WebhookTable(jdbi);
        this.deliveries = new DeliveryTable(jdbi);
        this.outside = outside;
        this.retries = retries;
        this.deeds = deeds;
        this.closed = closed;
        this.names = names;
        this.clock = clock;
    }

    /// @param now has `work` done soon; never blocks
    void wakeBy(Runnable now) {
        wake = now;
    }

    void wake() {
        wake.run();
    }

    /// Once a second, after each event and after each delivery; never twice at once.
    void work() {
        while (gather()) log.debug("webhooks are behind the events");
        begin();
    }

    /// Makes deliveries of the next events. True when there may be more.
    private boolean gather() {
        long from = deliveries.position();
        List<ShowEvent> some = events.after(from, EVENTS_AT_ONCE);
        if (some.isEmpty()) return false;
        Set<String> channels = some.stream().map(ShowEvent::channelId).collect(Collectors.toSet());
        jdbi.useTransaction(handle -> {
            if (!deliveries.move(handle, from, some.getLast().number())) return;
            Map<String, List<Webhook>> of =
                    table.enabledOf(handle, channels).stream().collect(Collectors.groupingBy(Webhook::channelId));
            List<DeliveryTable.Fresh> fresh = new ArrayList<>();
            for (ShowEvent event : some)
                for (Webhook webhook : of.getOrDefault(event.channelId(), List.of()))
                    if (webhook.wants(event.kind(), event.number())) fresh.add(delivery(event, webhook));
            deliveries.insert(handle, fresh);
        });
        return some.size() == EVENTS_AT_ONCE;
    }

    private DeliveryTable.Fresh delivery(ShowEvent event, Webhook webhook) {
        return new DeliveryTable.Fresh(
                names.id(),
                webhook.id(),
                event.number(),
                event.kind(),
                event.showId(),
                Message.body(event),
                clock.instant());
    }

    private void begin() {
        Instant now = clock.instant();
        unwritten.values().removeIf(until -> !until.isAfter(now));
        Map<String, Integer> busy = new HashMap<>();
        underWay.values().forEach(webhook -> busy.merge(webhook, 1, Integer::sum));
        Set<String> leftAlone = new HashSet<>(underWay.keySet());
        leftAlone.addAll(unwritten.keySet());
        for (Delivery due : deliveries.due(now, leftAlone, OF_ONE)) {
            if (busy.merge(due.webhookId(), 1, Integer::sum) > OF_ONE) continue;
            if (closed.getAsBoolean() || !permits.tryAcquire()) return;
            underWay.put(due.id(), due.webhookId());
            Thread.ofVirtual().name("webhook").start(() -> sendAndWrite(due));
        }
    }

    private void sendAndWrite(Delivery delivery) {
        try {
            Sent sent = send(delivery);
            if (closed.getAsBoolean()) return;
            write(delivery, sent, true);
        } catch (RuntimeException fault) {
            unwritten.put(delivery.id(), clock.instant().plus(UNWRITTEN));
            if (closed.getAsBoolean()) return;
            if (fault instanceof JdbiException) log.warn("what came of a webhook could not be kept", fault);
            else log.error("fault in a webhook's delivery {}", delivery.id(), fault);
        } finally {
            underWay.remove(delivery.id());
            permits.release();
        }
        if (!closed.getAsBoolean()) wake();
    }

    /// @param wishSeconds how long the receiver wants to be left alone
    private record Sent(Attempt attempt, long wishSeconds) {}

    private Sent send(Delivery delivery) {
        Instant at = clock.instant();
        Optional<Webhooks.Target> target = webhooks.target(delivery.webhookId());
        if (target.isEmpty()) return new Sent(new Attempt(at, null, "The webhook was deleted.", 0, "", false), 0);
        long begin = System.nanoTime();
        OutsideAnswer answer = outside.send(
                Message.request(target.get().url(), delivery, target.get().secrets(), at));
        Attempt attempt = Attempt.of(answer, at, Duration.ofNanos(System.nanoTime() - begin));
        return new Sent(attempt, answer instanceof OutsideAnswer.Answered answered ? wish(answered) : 0);
    }

    /// In seconds; a date (RFC 9110, 10.2.3) is not heeded.
    private static long wish(OutsideAnswer.Answered answered) {
        return answered.header("retry-after")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    /// @param retry whether it may be tried again
    private void write(Delivery delivery, Sent sent, boolean retry) {
        Attempt attempt = sent.attempt();
        Optional<Webhook> disabled = jdbi.inTransaction(handle -> {
            Optional<Duration> pause = attempt.arrived() || attempt.gone() || !retry
                    ? Optional.empty()
                    : retries.pause(delivery.failures() + 1, sent.wishSeconds());
            Instant since = deliveries.failingSince(handle, delivery, attempt.at());
            @Nullable Instant next = pause.map(clock.instant()::plus).orElse(null);
            if (!deliveries.tried(handle, delivery, attempt, next)) return Optional.empty();
            (attempt.arrived() ? arrivedEver : failedEver).increment();
            if (retry && !attempt.arrived() && next == null) givenUpEver.increment();
            if (attempt.arrived()) {
                table.well(handle, delivery.webhookId());
                return Optional.empty();
            }
            if (!retry) return Optional.empty();
            table.failing(handle, delivery.webhookId(), attempt.at());
            if (next != null) return Optional.empty();
            Optional<Webhook> off = attempt.gone()
                    ? table.disable(handle, delivery.webhookId(), Webhook.GONE, null, clock.instant())
                    : table.disable(handle, delivery.webhookId(), Webhook.FAILING, since, clock.instant());
            off.ifPresent(webhook -> givenUpEver.add(deliveries.giveUp(handle, webhook.id())));
            return off;
        });
        disabled.ifPresent(webhook -> deeds.note(
                new Asker.Nobody(),
                "webhook.disable",
                webhook.channelId(),
                webhook.id(),
                webhook.disabledReason() + ", since "
                        + (webhook.failingSince() == null ? attempt.at() : webhook.failingSince())));
    }

    /// Looks how many deliveries wait. Blocks on the database; while it is away, what was seen last holds.
    void count() {
        try {
            queue = deliveries.queue(COUNTED_AT_MOST);
        } catch (JdbiException failure) {
            if (!Database.away(failure)) throw failure;
        }
    }

    WebhookCounts counts() {
        DeliveryTable.Queue seen = queue;
        Instant due = seen.due();
        return new WebhookCounts(
                seen.waiting(),
                due == null
                        ? 0
                        : Math.max(0, Duration.between(due, clock.instant()).toSeconds()),
                arrivedEver.sum(),
                failedEver.sum(),
                givenUpEver.sum());
    }

    /// Sends one message now and once; blocks until something came of it.
    Delivery test(Webhook webhook) {
        Instant now = clock.instant();
        String id = names.id();
        DeliveryTable.Fresh fresh = new DeliveryTable.Fresh(
                id, webhook.id(), null, Message.TEST, null, Message.testBody(webhook.channelId(), now), now);
        jdbi.useHandle(handle -> deliveries.insert(handle, List.of(fresh)));
        Delivery delivery = deliveries.byId(webhook.id(), id).orElseThrow();
        write(delivery, send(delivery), false);
        return deliveries.byId(webhook.id(), id).orElse(delivery);
    }

    /// Once an hour: forgets what is old or too much, and gives up what waits for a webhook that stays off.
    void prune() {
        Instant now = clock.instant();
        while (deliveries.prune(now.minus(KEPT), PRUNED_AT_ONCE) == PRUNED_AT_ONCE) log.debug("more to forget");
        deliveries.overlong(KEPT_AT_MOST).forEach(webhook -> deliveries.shorten(webhook, KEPT_AT_MOST));
        deliveries.giveUpOff(now.minus(OFF));
    }
}
