package footlight.front.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Events one page has yet to be sent because it does not read fast enough. Of a kind where only the newest matters,
/// only the newest waits. Lives on the page's event loop.
final class Backlog {
    private final int limitBytes;
    private final Deque<Event> events = new ArrayDeque<>(0);
    private int bytes;

    Backlog(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// False when there is no more room: the page has to come back and resume.
    boolean add(Event event) {
        if (event.kind() != null) dropOlder(event);
        if (bytes + event.bytes() > limitBytes) return false;
        events.add(event);
        bytes += event.bytes();
        return true;
    }

    private void dropOlder(Event newer) {
        for (Iterator<Event> waiting = events.iterator(); waiting.hasNext(); ) {
            Event event = waiting.next();
            if (newer.topic().equals(event.topic())
                    && newer.kind() != null
                    && newer.kind().equals(event.kind())) {
                bytes -= event.bytes();
                waiting.remove();
                return;
            }
        }
    }

    @Nullable
    Event next() {
        Event event = events.poll();
        if (event != null) bytes -= event.bytes();
        return event;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
