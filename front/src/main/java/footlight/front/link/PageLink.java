package footlight.front.link;

import footlight.front.Caller;
import footlight.front.Mount;
import footlight.front.WebSocketUpgrade;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The page's one live connection, at `/link`: topics of events, made into bytes once, handed once to each loop
/// that has listeners and written from there. It knows no show and no chat. Its words are in
/// `docs/protocols.md`.
public final class PageLink implements Mount {
    /// Above this the socket takes no more and the backlog begins.
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(16 * 1024, 64 * 1024);

    private final TopicGate gate;
    private final InstantSource clock;
    private final LinkLimits limits;
    private final ConcurrentMap<String, Topic> topics = new ConcurrentHashMap<>();
    private final ConcurrentMap<EventLoop, LoopLinks> loops = new ConcurrentHashMap<>();
    private final AtomicLong forgotNanos = new AtomicLong(System.nanoTime());

    public PageLink(TopicGate gate, InstantSource clock) {
        this(gate, clock, LinkLimits.defaults());
    }

    public PageLink(TopicGate gate, InstantSource clock, LinkLimits limits) {
        this.gate = gate;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public void mount(Router router) {
        router.route("/link").handler(this::open);
    }

    /// Sends `eventJson`, a JSON object with a `type`, to all who listen to `topic`, in the order of these
    /// calls. Any thread; returns at once. A page that is away gets it when it comes back soon enough.
    public void publish(String topic, String eventJson) {
        publish(topic, null, eventJson);
    }

    /// As `publish`, for events of which only the newest of their `type` matters, such as a count: one that still
    /// waits for a slow page gives way.
    public void publishLatest(String topic, String type, String eventJson) {
        publish(topic, type, eventJson);
    }

    private void publish(String topic, @Nullable String kind, String json) {
        if (!Command.TOPIC.matcher(topic).matches())
            throw new IllegalArgumentException("\"" + topic + "\" cannot name a topic");
        forgetIdle();
        topics.compute(topic, (name, known) -> {
            Topic here = known == null ? newTopic(name) : known;
            here.publish(kind, json, System.nanoTime());
            return here;
        });
    }

    /// Pages that listen to `topic` now. Any thread.
    public int listeners(String topic) {
        int[] count = {0};
        topics.computeIfPresent(topic, (_, here) -> {
            count[0] = here.listeners();
            return here;
        });
        return count[0];
    }

    /// Asks the gate again about every topic of the pages that `whose` holds for: their rights changed. What
    /// they may not hear any more they are refused. `whose` is asked on event loops. Any thread; returns at
    /// once.
    public void askAgain(Predicate<Handshake> whose) {
        askAgain(whose, _ -> true);
    }

    /// As `askAgain`, about those of their topics that `which` holds for.
    public void askAgain(Predicate<Handshake> whose, Predicate<String> which) {
        for (LoopLinks loop : loops.values()) loop.askAgain(whose, which);
    }

    private void open(RoutingContext ctx) {
        String cookies = String.join("; ", ctx.request().headers().getAll("cookie"));
        Handshake handshake =
                new Handshake(Caller.of(ctx), cookies, ctx.request().uri());
        WebSocketUpgrade.take(ctx, limits.messageBytes()).ifPresent(channel -> start(channel, handshake));
    }

    private void start(Channel channel, Handshake handshake) {
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS);
        LoopLinks loop =
                Objects.requireNonNull(loops.computeIfAbsent(channel.eventLoop(), own -> new LoopLinks(own, limits)));
        channel.pipeline()
                .addLast(new Utf8FrameValidator(false))
                .addLast(new WebSocketFrameAggregator(limits.messageBytes()))
                .addLast(new Link(this, loop, channel, handshake, limits));
    }

    Topic.Found join(String topic, LoopLinks loop, @Nullable Long after) {
        Topic.Found[] found = new Topic.Found[1];
        topics.compute(topic, (name, known) -> {
            Topic here = known == null ? newTopic(name) : known;
            found[0] = here.join(loop, after);
            return here;
        });
        return found[0];
    }

    void leave(String topic, LoopLinks loop) {
        topics.computeIfPresent(topic, (_, here) -> {
            long now = System.nanoTime();
            here.leave(loop, now);
            return here.forgettable(now + 1) ? null : here;
        });
    }

    private void forgetIdle() {
        long now = System.nanoTime();
        long last = forgotNanos.get();
        if (now - last < limits.ringIdle().toNanos() || !forgotNanos.compareAndSet(last, now)) return;
        for (String topic : topics.keySet()) {
            topics.computeIfPresent(topic, (_, here) -> here.forgettable(now) ? null : here);
        }
    }

    private Topic newTopic(String name) {
        return new Topic(name, limits, clock.millis(), System.nanoTime());
    }

    TopicGate gate() {
        return gate;
    }

    InstantSource clock() {
        return clock;
    }
}
