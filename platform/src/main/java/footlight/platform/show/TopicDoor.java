package footlight.platform.show;

import footlight.front.link.Handshake;
import footlight.front.link.TopicGate;
import footlight.platform.access.Action;
import footlight.platform.api.Asker;
import footlight.platform.channel.Channels;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Lets everybody listen to a show, and whoever runs it to its studio. Asked on event loops, answers from virtual
/// threads; while the database is away the answer is no, and the page asks again.
public final class TopicDoor implements TopicGate {
    private static final Pattern TOPIC = Pattern.compile("(show|studio):([a-z0-9]{12})");

    private final ShowTable table;
    private final Channels channels;
    private final Function<Handshake, Asker> whoAsks;
    /// Ten thousand pages may come back at once; the database sees a few at a time.
    private final Semaphore atOnce = new Semaphore(8);

    public TopicDoor(Jdbi jdbi, Channels channels, Function<Handshake, Asker> whoAsks) {
        this.table = new ShowTable(jdbi);
        this.channels = channels;
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

    private boolean mayListen(Handshake handshake, String showId, boolean studio) {
        atOnce.acquireUninterruptibly();
        try {
            Optional<Show> show = table.byId(showId);
            if (show.isEmpty()) return false;
            return !studio || channels.may(whoAsks.apply(handshake), show.get().channelId(), Action.LOOK);
        } catch (JdbiException away) {
            return false;
        } finally {
            atOnce.release();
        }
    }
}
