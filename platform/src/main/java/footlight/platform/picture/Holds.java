package footlight.platform.picture;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Names that somebody is about to use, so that nobody throws away what they stand for meanwhile. Any virtual thread;
/// waits for a throwing away that is under way.
final class Holds {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> held = new HashMap<>();

    /// To be closed once.
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    interface Deed {
        void run() throws IOException;
    }

    Hold hold(String name) {
        lock.lock();
        try {
            held.merge(name, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
        return () -> letGo(name);
    }

    private void letGo(String name) {
        lock.lock();
        try {
            held.computeIfPresent(name, (_, holders) -> holders == 1 ? null : holders - 1);
        } finally {
            lock.unlock();
        }
    }

    /// Does it unless somebody holds `name`; who would hold it waits until it is done.
    void unlessHeld(String name, Deed deed) throws IOException {
        lock.lock();
        try {
            if (!held.containsKey(name)) deed.run();
        } finally {
            lock.unlock();
        }
    }
}
