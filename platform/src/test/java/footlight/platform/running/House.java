package footlight.platform.running;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A channel of somebody's own with a show, a member, an open invitation and a key in it.
public final class House {
    private static final AtomicInteger COUNT = new AtomicInteger();

    public final RunningPlatform running;
    public final Browser founder;
    public final Browser member;
    public final String channel;
    public final String show;
    public final String invitation;
    public final String key;
    public final String streamKey;
    /// At an address where nobody answers, and its first delivery, which failed.
    public final String webhook;

    public final String delivery;
    public final String pass;
    public final String showInvitation;

    public House(RunningPlatform running) {
        this.running = running;
        this.founder = running.person("Founder");
        this.member = running.person("Member");
        this.channel = made("/channels", new JsonObject().put("name", "House").put("handle", handle()));
        this.show = made("/channels/" + channel + "/shows", new JsonObject().put("title", "Show"));
        this.invitation = made(
                "/channels/" + channel + "/invitations",
                new JsonObject().put("email", "somebody@example.org").put("role", "producer"));
        this.key = made("/channels/" + channel + "/keys", keyForm("shows:read"));
        this.streamKey = made("/shows/" + show + "/keys", new JsonObject().put("name", "Truck"));
        String webhooks = "/channels/" + channel + "/webhooks";
        this.webhook = made(
                webhooks,
                new JsonObject().put("url", "http://127.0.0.1:4/").put("events", new JsonArray().add("show.replay")));
        this.delivery =
                founder.post(webhooks + "/" + webhook + "/test", "").json().getString("id");
        this.pass = made("/shows/" + show + "/passes", new JsonObject().put("userId", "user-1"));
        this.showInvitation = made("/shows/" + show + "/invitations", new JsonObject().put("label", "Friends"));
        running.join(member, channel, "moderator");
    }

    /// One that no channel has yet.
    public static String handle() {
        return "house-" + COUNT.incrementAndGet();
    }

    /// What stands for each `{name}` of a path.
    public Map<String, String> parts() {
        return Map.ofEntries(
                Map.entry("channelId", channel),
                Map.entry("showId", show),
                Map.entry("accountId", String.valueOf(member.accountId)),
                Map.entry("adminAccountId", String.valueOf(member.accountId)),
                Map.entry("invitationId", invitation),
                Map.entry("streamKeyId", streamKey),
                Map.entry("keyId", key),
                Map.entry("webhookId", webhook),
                Map.entry("deliveryId", delivery),
                Map.entry("passId", pass),
                Map.entry("showInvitationId", showInvitation));
    }

    /// The secret of a new key with these scopes, made by the founder.
    public String keySecret(String... scopes) {
        return keySecret(keyForm(scopes));
    }

    public String keySecret(JsonObject form) {
        return posted("/channels/" + channel + "/keys", form).getString("secret");
    }

    public static JsonObject keyForm(String... scopes) {
        JsonArray words = new JsonArray();
        for (String scope : scopes) words.add(scope);
        return new JsonObject().put("name", "Key").put("scopes", words);
    }

    /// A program with this secret: no cookie, no Origin.
    public Browser program(String secret) {
        return running.browser().with("origin", null).with("authorization", "Bearer " + secret);
    }

    private String made(String path, JsonObject form) {
        return posted(path, form).getString("id");
    }

    private JsonObject posted(String path, JsonObject form) {
        Browser.Reply reply = founder.post(path, form.encode());
        if (reply.status() != 201) throw new IllegalStateException(path + " answered " + reply.text());
        return reply.json();
    }
}
