package footlight.platform.webhook;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiDocument;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The API's operations on webhooks.
final class WebhookRoutes {
    /// Each holds a request for up to ten seconds.
    private static final int TESTS_AT_ONCE = 16;

    private static final int TEST_SECONDS = 10;
    private static final int TRIES_SHOWN = 20;

    private final Webhooks webhooks;
    private final DeliveryTable deliveries;
    private final Messenger messenger;
    private final Channels channels;
    private final Deeds deeds;
    private final InstantSource clock;
    /// Webhooks that are being tested.
    private final Set<String> testing = ConcurrentHashMap.newKeySet();

    WebhookRoutes(
            Webhooks webhooks,
            DeliveryTable deliveries,
            Messenger messenger,
            Channels channels,
            Deeds deeds,
            InstantSource clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.messenger = messenger;
        this.channels = channels;
        this.deeds = deeds;
        this.clock = clock;
    }

    void on(ApiRoutes routes) {
        routes.on("listWebhooks", this::list)
                .on("createWebhook", this::create)
                .on("getWebhook", this::look)
                .on("editWebhook", this::edit)
                .on("deleteWebhook", this::delete)
                .on("rotateWebhookSecret", this::rotate)
                .on("testWebhook", this::test)
                .on("listDeliveries", this::listDeliveries)
                .on("getDelivery", this::delivery)
                .on("redeliver", this::redeliver);
    }

    private Answer list(ApiRequest request) {
        JsonArray items = new JsonArray();
        webhooks.of(open(request)).forEach(webhook -> items.add(webhook.json(clock.instant())));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer create(ApiRequest request) {
        Channel channel = open(request);
        Webhooks.Made made = webhooks.make(channel, request.body());
        note(request, "webhook.create", made.webhook());
        return made(201, made)
                .with(
                        "location",
                        ApiDocument.PREFIX + "/channels/" + channel.id() + "/webhooks/"
                                + made.webhook().id());
    }

    private Answer look(ApiRequest request) {
        return Answer.json(200, one(request).json(clock.instant()));
    }

    private Answer edit(ApiRequest request) {
        Channel channel = open(request);
        Webhook after = webhooks.change(channel, request.pathPart("webhookId"), request.body());
        note(request, "webhook.change", after);
        messenger.wake();
        return Answer.json(200, after.json(clock.instant()));
    }

    private Answer delete(ApiRequest request) {
        Channel channel = open(request);
        webhooks.delete(channel, request.pathPart("webhookId"));
        deeds.note(request.asker(), "webhook.delete", channel.id(), request.pathPart("webhookId"), "");
        return Answer.empty(204);
    }

    private Answer rotate(ApiRequest request) {
        Webhooks.Made made = webhooks.rotate(open(request), request.pathPart("webhookId"));
        note(request, "webhook.rotate", made.webhook());
        return made(200, made);
    }

    private Answer test(ApiRequest request) {
        Webhook webhook = one(request);
        if (testing.size() >= TESTS_AT_ONCE || !testing.add(webhook.id())) throw Refusals.tooManyRequests(TEST_SECONDS);
        try {
            return whole(messenger.test(webhook));
        } finally {
            testing.remove(webhook.id());
        }
    }

    private Answer listDeliveries(ApiRequest request) {
        Webhook webhook = one(request);
        Delivery.State state = request.query("state").map(Delivery.State::of).orElse(null);
        long before = request.query("cursor").map(WebhookRoutes::place).orElse(Long.MAX_VALUE);
        int limit = request.limit();
        List<Delivery> page = deliveries.page(webhook.id(), state, before, limit + 1);
        JsonArray items = new JsonArray();
        page.stream().limit(limit).forEach(delivery -> items.add(delivery.json()));
        String next = page.size() > limit ? Long.toString(page.get(limit - 1).seq()) : null;
        return Answer.json(200, new JsonObject().put("items", items).put("next", next));
    }

    private static long place(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) throw Refusals.invalid("cursor", "is not the \"next\" of a page");
        return Long.parseLong(cursor);
    }

    private Answer delivery(ApiRequest request) {
        return whole(delivery(request, one(request)));
    }

    private Answer redeliver(ApiRequest request) {
        Webhook webhook = one(request);
        Delivery before = delivery(request, webhook);
        if (!webhook.enabled()) throw Refusals.notNow("webhook-off", "This webhook is off. Switch it on first.");
        if (!deliveries.again(before.id(), clock.instant())) throw none();
        note(request, "webhook.redeliver", webhook);
        messenger.wake();
        return Answer.json(202, delivery(request, webhook).json());
    }

    private Answer whole(Delivery delivery) {
        return Answer.json(200, delivery.json(deliveries.attempts(delivery.id(), TRIES_SHOWN)));
    }

    private Answer made(int status, Webhooks.Made made) {
        return Answer.json(
                status,
                made.webhook().json(clock.instant()).put("secret", made.secret().text()));
    }

    private Webhook one(ApiRequest request) {
        return webhooks.one(open(request), request.pathPart("webhookId"));
    }

    private Delivery delivery(ApiRequest request, Webhook webhook) {
        return deliveries.byId(webhook.id(), request.pathPart("deliveryId")).orElseThrow(WebhookRoutes::none);
    }

    private static footlight.front.Refusal none() {
        return Refusals.notFound("There is no delivery with this id.");
    }

    private Channel open(ApiRequest request) {
        return channels.open(request.asker(), request.pathPart("channelId"), Action.HOOK);
    }

    /// Without the address: it may hold a secret.
    private void note(ApiRequest request, String deed, Webhook webhook) {
        deeds.note(request.asker(), deed, webhook.channelId(), webhook.id(), webhook.enabled() ? "" : "off");
    }
}
