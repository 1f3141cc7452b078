package footlight.app.ports;

import footlight.engine.Admission;
import footlight.platform.show.Streams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who was let in and is still there, by stream, so that they can be counted and the leave taken back.
/// Safe on every thread.
final class OpenDoors {
    private final ConcurrentHashMap<String, Set<Leave>> byStream = new ConcurrentHashMap<>();

    /// Lets somebody in, who is not counted as one of the audience until [Leave#count].
    ///
    /// @param way such as `wsflv`
    /// @param pass what they show
    /// @param lasting for as long as they like; else for one piece, which is short
    Leave grant(String streamId, String way, @Nullable String pass, boolean lasting) {
        Leave leave = new Leave(streamId, way, pass, lasting);
        // Sets are changed and read within the map's own lock only.
        byStream.compute(streamId, (id, leaves) -> {
            Set<Leave> open = leaves == null ? new HashSet<>() : leaves;
            open.add(leave);
            return open;
        });
        return leave;
    }

    /// How many of the audience are in: all that comes by one pass is one.
    int audience(String streamId) {
        Set<Object> viewers = new HashSet<>();
        byStream.computeIfPresent(streamId, (id, leaves) -> {
            for (Leave leave : leaves) if (leave.viewer != null) viewers.add(leave.viewer);
            return leaves;
        });
        return viewers.size();
    }

    /// Takes back the leaves of those who may not stay. Each is asked about on the calling thread.
    void review(Streams.Stay stay) {
        for (String streamId : List.copyOf(byStream.keySet())) {
            List<Leave> here = new ArrayList<>();
            byStream.computeIfPresent(streamId, (id, leaves) -> {
                here.addAll(leaves);
                return leaves;
            });
            for (Leave leave : here) {
                if (stay.may(streamId, leave.pass, leave.lasting)) continue;
                leave.left();
                leave.revoke();
            }
        }
    }

    /// How many of the audience are in, by the way they came.
    Map<String, Integer> audienceByWay() {
        Map<String, Integer> counts = new HashMap<>();
        for (String streamId : byStream.keySet()) {
            Map<String, Set<Object>> viewers = new HashMap<>();
            byStream.computeIfPresent(streamId, (id, leaves) -> {
                for (Leave leave : leaves)
                    if (leave.viewer != null)
                        viewers.computeIfAbsent(leave.way, _ -> new HashSet<>()).add(leave.viewer);
                return leaves;
            });
            viewers.forEach((way, who) -> counts.merge(way, who.size(), Integer::sum));
        }
        return counts;
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
        private final String way;
        private final @Nullable String pass;
        private final boolean lasting;
        /// Null for who is not of the audience.
        private volatile @Nullable Object viewer;
        private @Nullable Runnable shut;
        private boolean revoked;

        private Leave(String streamId, String way, @Nullable String pass, boolean lasting) {
            this.streamId = streamId;
            this.way = way;
            this.pass = pass;
            this.lasting = lasting;
        }

        /// One of the audience.
        ///
        /// @param who what their pass is known by; null for somebody without one, who is themselves alone
        void count(@Nullable String who) {
            viewer = who == null ? this : who;
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
