package footlight.testkit.hls;

/// What a follower has come to see so far. `hinted` parts were asked for before they were there; `empty` answers to a
/// blocking reload had nothing new, and `unhinted` ones told of no part to come, both as in a drop; `eras` counts the
/// discontinuities passed.
public record Seen(
        int reloads,
        int deltas,
        int parts,
        int hinted,
        int segments,
        int eras,
        int empty,
        int unhinted,
        long mediaBytes,
        boolean ended) {
    static final Seen NOTHING = new Seen(0, 0, 0, 0, 0, 0, 0, 0, 0, false);

    Seen reload(boolean delta, boolean nothingNew, boolean withoutHint, boolean over) {
        return new Seen(
                reloads + 1,
                deltas + (delta ? 1 : 0),
                parts,
                hinted,
                segments,
                eras,
                empty + (nothingNew ? 1 : 0),
                unhinted + (withoutHint ? 1 : 0),
                mediaBytes,
                over);
    }

    Seen part(boolean wasHinted, int bytes) {
        int more = wasHinted ? 1 : 0;
        return new Seen(
                reloads, deltas, parts + 1, hinted + more, segments, eras, empty, unhinted, mediaBytes + bytes, ended);
    }

    Seen segment(boolean newEra) {
        int more = newEra ? 1 : 0;
        return new Seen(reloads, deltas, parts, hinted, segments + 1, eras + more, empty, unhinted, mediaBytes, ended);
    }
}
