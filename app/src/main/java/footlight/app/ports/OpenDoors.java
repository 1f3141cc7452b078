package footlight.app.ports;

import footlight.engine.Admission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who was let in and is still there, by stream, so that they can be counted and the leave taken back.
/// Safe on every thread.
final class OpenDoors {
    private final ConcurrentHashMap<String, Set<Leave>> byStream = new ConcurrentHashMap<>();

    /// Lets somebody in, who is not counted as one of the audience until [Leave#count].
    ///
    /// @param lasting for as long as they like; else for one piece, which is short
    Leave grant(String streamId, boolean lasting) {
        Leave leave = new Leave(streamId, lasting);
        // Sets are changed and read within the map's own lock only.
        byStream.compute(streamId, (id, leaves) -> {
            Set<Leave> open = leaves == null ? new HashSet<>() : leaves;
            open.add(leave);
            return open;
        });
        return leave;
    }

    /// How many of the audience are in.
    int audience(String streamId) {
        int[] count = new int[1];
        byStream.computeIfPresent(streamId, (id, leaves) -> {
            for (Leave leave : leaves) if (leave.audience) count[0]++;
            return leaves;
        });
        return count[0];
    }

    /// Takes back every leave for the stream.
    void revoke(String streamId) {
        Set<Leave> leaves = byStream.remove(streamId);
        // Nobody else holds the set any more.
        if (leaves != null) List.copyOf(leaves).forEach(Leave::revoke);
    }

    /// Takes back the leaves that are not for one piece.
    void revokeLasting(String streamId) {
        List<Leave> lasting = new ArrayList<>();
        byStream.computeIfPresent(streamId, (id, leaves) -> {
            for (Leave leave : leaves) if (leave.lasting) lasting.add(leave);
            lasting.forEach(leaves::remove);
            return leaves.isEmpty() ? null : leaves;
        });
        lasting.forEach(Leave::revoke);
    }

    final class Leave implements Admission.Granted {
        private final String streamId;
        private final boolean lasting;
        private volatile boolean audience;
        private @Nullable Runnable shut;
        private boolean revoked;

        private Leave(String streamId, boolean lasting) {
            this.streamId = streamId;
            this.lasting = lasting;
        }

        /// One of the audience.
        void count() {
            audience = true;
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
