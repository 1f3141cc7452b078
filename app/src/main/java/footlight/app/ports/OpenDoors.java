package footlight.app.ports;

import footlight.engine.Admission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who was let in and is still there, by stream, so that the leave can be taken back. Safe on every
/// thread.
final class OpenDoors {
    private final ConcurrentHashMap<String, Set<Leave>> byStream = new ConcurrentHashMap<>();

    Admission.Granted grant(String streamId) {
        Leave leave = new Leave(streamId);
        // Within the map's own lock, so that a set that is being emptied is not added to.
        byStream.compute(streamId, (id, leaves) -> {
            Set<Leave> open = leaves == null ? ConcurrentHashMap.newKeySet() : leaves;
            open.add(leave);
            return open;
        });
        return leave;
    }

    /// Takes back every leave for the stream.
    void revoke(String streamId) {
        Set<Leave> leaves = byStream.remove(streamId);
        if (leaves != null) leaves.forEach(Leave::revoke);
    }

    private final class Leave implements Admission.Granted {
        private final String streamId;
        private @Nullable Runnable shut;
        private boolean revoked;

        Leave(String streamId) {
            this.streamId = streamId;
        }

        @Override
        public void onRevoked(Runnable deed) {
            synchronized (this) {
                shut = deed;
                if (!revoked) return;
            }
            deed.run();
        }

        void revoke() {
            Runnable deed;
            synchronized (this) {
                if (revoked) return;
                revoked = true;
                deed = shut;
            }
            if (deed != null) deed.run();
        }

        @Override
        public void left() {
            byStream.computeIfPresent(streamId, (id, leaves) -> {
                leaves.remove(this);
                return leaves.isEmpty() ? null : leaves;
            });
        }
    }
}
