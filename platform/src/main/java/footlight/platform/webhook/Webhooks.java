package footlight.platform.webhook;

import footlight.front.Refusal;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.outside.Outside;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.Seal;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;

/// A channel's webhooks and their secrets, which are told once. Any virtual thread; blocks on the database.
final class Webhooks {
    private static final int AT_MOST = 20;
    private static final Duration OLD_SECRET = Duration.ofHours(24);

    private final WebhookTable table;
    private final Seal seal;
    private final Outside outside;
    private final LongSupplier latestEvent;
    private final RandomNames names;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /// @param latestEvent the number of the newest event that there is
    Webhooks(Jdbi jdbi, Seal seal, Outside outside, LongSupplier latestEvent, RandomNames names, InstantSource clock) {
        this.table = new WebhookTable(jdbi);
        this.seal = seal;
        this.outside = outside;
        this.latestEvent = latestEvent;
        this.names = names;
        this.clock = clock;
    }

    /// @param secret told once
    record Made(Webhook webhook, WebhookSecret secret) {}

    /// @throws Refusal when the channel has as many as there can be, or the form does not fit
    Made make(Channel channel, JsonObject json) {
        WebhookForm form = new WebhookForm(json, outside);
        Instant now = clock.instant();
        Webhook webhook = new Webhook(
                names.id(),
                channel.id(),
                form.url(null),
                form.description(""),
                form.events(null),
                form.enabled(true),
                null,
                null,
                null,
                latestEvent.getAsLong(),
                now,
                now);
        WebhookSecret secret = WebhookSecret.fresh(random);
        if (!table.insert(webhook, seal.close(secret.text(), about(webhook.id())), AT_MOST))
            throw Refusals.limitReached("This channel has " + AT_MOST + " webhooks. Delete one first.");
        return new Made(webhook, secret);
    }

    List<Webhook> of(Channel channel) {
        return table.of(channel.id());
    }

    /// @throws Refusal when the channel has no such webhook
    Webhook one(Channel channel, String id) {
        return table.byId(channel.id(), id).orElseThrow(Webhooks::none);
    }

    /// @throws Refusal as `one`, and when the change does not fit
    Webhook change(Channel channel, String id, JsonObject json) {
        Webhook after =
                one(channel, id).changed(new WebhookForm(json, outside), latestEvent.getAsLong(), clock.instant());
        return table.update(after).orElseThrow(Webhooks::none);
    }

    /// @throws Refusal as `one`
    Made rotate(Channel channel, String id) {
        Webhook before = one(channel, id);
        WebhookSecret secret = WebhookSecret.fresh(random);
        Instant now = clock.instant();
        return new Made(
                table.rotate(before.id(), seal.close(secret.text(), about(id)), now.plus(OLD_SECRET), now)
                        .orElseThrow(Webhooks::none),
                secret);
    }

    /// @throws Refusal as `one`
    void delete(Channel channel, String id) {
        if (!table.delete(channel.id(), id)) throw none();
    }

    /// Where its messages go, and what signs them.
    record Target(String url, List<WebhookSecret> secrets) {}

    /// Empty when it was deleted.
    Optional<Target> target(String id) {
        return table.target(id, clock.instant())
                .map(target -> new Target(
                        target.url(),
                        target.sealed().stream()
                                .map(closed -> new WebhookSecret(seal.open(closed, about(id))))
                                .toList()));
    }

    private static String about(String id) {
        return "webhook " + id;
    }

    private static Refusal none() {
        return Refusals.notFound("There is no webhook with this id.");
    }
}
