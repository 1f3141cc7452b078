package footlight.platform.show;

import footlight.front.link.Handshake;
import footlight.front.link.TopicGate;
import footlight.platform.access.Action;
import footlight.platform.api.Asker;
import footlight.platform.channel.Channels;
import footlight.platform.door.Doorkeeper;
import footlight.platform.door.Errand;
import footlight.platform.door.Locks;
import footlight.platform.door.Venue;
import footlight.platform.door.Viewer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Lets whoever may watch a show listen to it, and whoever runs it to its studio. Asked on event loops, answers
/// from virtual threads; while the database is away the answer is no, and the page asks again.
public final class TopicDoor implements TopicGate {
    private static final Pattern TOPIC = Pattern.compile("(show|studio):([a-z0-9]{12})");

    private final ShowTable table;
    private final Channels channels;
    private final Doorkeeper doorkeeper;
    private final Locks locks;
    private final Function<Handshake, Asker> whoAsks;
    /// Ten thousand pages may come back at once; the database sees a few at a time.
    private final Semaphore atOnce = new Semaphore(8);
    /// Topics of shows that are not for everybody, to which somebody listened once.
    private final Set<String> guarded = ConcurrentHashMap.newKeySet();

    public TopicDoor(
            Jdbi jdbi, Channels channels, Doorkeeper doorkeeper, Locks locks, Function<Handshake, Asker> whoAsks) {
        this.table = new ShowTable(jdbi);
        this.channels = channels;
        this.doorkeeper = doorkeeper;
        this.locks = locks;
        this.whoAsks = whoAsks;
    }

    @Override
    public void ask(Handshake handshake, String topic, Consumer<Boolean> answer) {
        Matcher parts = TOPIC.matcher(topic);
        if (!parts.matches()) {
            answer.accept(false);
            return;
        }
        boolean studio = parts.group(1).equals("studio");
        String showId = parts.group(2);
        Thread.ofVirtual().name("topic-gate").start(() -> answer.accept(mayListen(handshake, showId, studio)));
    }

    /// Whether who listens to it may have come by something that can be taken back. Any thread.
    public boolean guarded(String topic) {
        return guarded.contains(topic);
    }

    private boolean mayListen(Handshake handshake, String showId, boolean studio) {
        atOnce.acquireUninterruptibly();
        try {
            Optional<Show> show = table.byId(showId);
            if (show.isEmpty()) return false;
            if (studio) return channels.may(whoAsks.apply(handshake), show.get().channelId(), Action.LOOK);
            Venue venue = show.get().venue(locks::locked);
            // Nobody needs to be looked up for what is for everybody.
            if (!venue.guarded()) return true;
            guarded.add("show:" + showId);
            return doorkeeper.may(Viewer.of(whoAsks.apply(handshake), handshake), venue, Errand.WATCH);
        } catch (JdbiException away) {
            return false;
        } finally {
            atOnce.release();
        }
    }
}
