package footlight.platform.webhook;

import footlight.platform.outside.OutsideRequest;
import footlight.platform.show.ShowEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What is sent. Source: Standard Webhooks 1.0.0, "Payload structure" and "Webhook headers (sending metadata)".
final class Message {
    static final String TEST = "webhook.test";
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private Message() {}

    static String body(ShowEvent event) {
        JsonObject data = new JsonObject()
                .put("number", event.number())
                .put("channelId", event.channelId())
                .put("show", event.show());
        event.more().forEach(field -> data.put(field.getKey(), field.getValue()));
        return envelope(event.kind(), event.at(), data);
    }

    static String testBody(String channelId, Instant now) {
        return envelope(TEST, now, new JsonObject().put("channelId", channelId));
    }

    private static String envelope(String type, Instant at, JsonObject data) {
        return new JsonObject()
                .put("type", type)
                .put("timestamp", at.toString())
                .put("data", data)
                .encode();
    }

    /// @param secrets all of those that are good now
    static OutsideRequest request(String url, Delivery delivery, List<WebhookSecret> secrets, Instant now) {
        long timestamp = now.getEpochSecond();
        String signatures = secrets.stream()
                .map(secret -> secret.sign(delivery.id(), timestamp, delivery.body()))
                .collect(Collectors.joining(" "));
        return OutsideRequest.post(url, "application/json", Buffer.buffer(delivery.body()))
                .with("webhook-id", delivery.id())
                .with("webhook-timestamp", Long.toString(timestamp))
                .with("webhook-signature", signatures)
                .answerBytes(Attempt.ANSWER_BYTES)
                .within(WITHIN);
    }
}
