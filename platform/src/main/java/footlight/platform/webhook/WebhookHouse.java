package footlight.platform.webhook;

import footlight.platform.api.ApiRoutes;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import footlight.platform.chore.Chores;
import footlight.platform.outside.Outside;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import footlight.platform.show.ShowEvents;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// The parts of this feature, put together.
public final class WebhookHouse {
    /// Many events at one time are read together; a receiver who keeps up is kept busy all the same.
    private static final Duration REST = Duration.ofMillis(50);

    private final WebhookRoutes routes;
    private final Messenger messenger;

    private WebhookHouse(WebhookRoutes routes, Messenger messenger) {
        this.routes = routes;
        this.messenger = messenger;
    }

    /// From now on events are sent, until the chores end.
    public static WebhookHouse open(
            Jdbi jdbi,
            SecretKey secret,
            Outside outside,
            ShowEvents events,
            Channels channels,
            Deeds deeds,
            Chores chores,
            RandomNames names,
            InstantSource clock) {
        SecureRandom random = new SecureRandom();
        Webhooks webhooks = new Webhooks(jdbi, secret.seal("webhook"), outside, events::latest, names, clock);
        Messenger messenger = new Messenger(
                jdbi, events, webhooks, outside, new Retries(random::nextDouble), deeds, chores::closed, names, clock);
        Runnable now = chores.every(Duration.ofSeconds(1), REST, "webhooks", messenger::work);
        chores.every(Duration.ofHours(1), "webhook-log", messenger::prune);
        chores.every(Duration.ofSeconds(30), "webhook-counts", messenger::count);
        messenger.wakeBy(now);
        events.onEvent(now);
        WebhookRoutes routes = new WebhookRoutes(webhooks, new DeliveryTable(jdbi), messenger, channels, deeds, clock);
        return new WebhookHouse(routes, messenger);
    }

    public void on(ApiRoutes api) {
        routes.on(api);
    }

    /// Any thread; never blocks.
    public WebhookCounts counts() {
        return messenger.counts();
    }
}
