package footlight.engine.hls;

import footlight.wire.hls.MediaPlaylist;
import footlight.wire.hls.OpenSegment;
import footlight.wire.hls.PlaylistType;
import footlight.wire.hls.PreloadHint;
import footlight.wire.hls.Segment;
import footlight.wire.hls.ServerControl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there was of a stream at one moment. Immutable, read on every thread. It owns no bytes: a [Media] that it
/// names may have left the window when it is asked for.
final class Snapshot {
    enum State {
        LIVE,
        /// The publisher is gone; another may come.
        INTERRUPTED,
        ENDED
    }

    /// The segment that is being made, which may have no part yet.
    record Open(long msn, Init init, OpenSegment told, List<Media> parts, String nextPart) {}

    private final List<HeldSegment> held;
    private final @Nullable Open open;
    private final State state;
    private final String version;
    private final MediaPlaylist list;
    private final PlaylistTexts texts;

    /// `nextMsn` is the number of the segment that is being made, or will be next; `version` names this
    /// snapshot and no other ever.
    Snapshot(
            HlsSettings settings,
            List<HeldSegment> listed,
            List<HeldSegment> held,
            long discontinuitiesGone,
            long nextMsn,
            @Nullable Open open,
            State state,
            String version) {
        this.version = version;
        this.held = List.copyOf(held);
        this.open = open;
        this.state = state;
        this.list = list(settings, listed, discontinuitiesGone, nextMsn, open, state);
        this.texts = new PlaylistTexts(this);
    }

    /// Of a stream that has sent nothing yet.
    static Snapshot nothing(HlsSettings settings) {
        return new Snapshot(settings, List.of(), List.of(), 0, 0, null, State.LIVE, "");
    }

    private static MediaPlaylist list(
            HlsSettings settings,
            List<HeldSegment> listed,
            long discontinuitiesGone,
            long nextMsn,
            @Nullable Open open,
            State state) {
        List<Segment> segments = listed.stream().map(HeldSegment::told).toList();
        ServerControl control =
                new ServerControl(true, settings.partHoldBackUs(), 3 * settings.targetUs(), 6 * settings.targetUs());
        return new MediaPlaylist(
                settings.targetSeconds(),
                settings.partUs(),
                control,
                PlaylistType.SLIDING,
                listed.isEmpty() ? nextMsn : listed.getFirst().msn(),
                discontinuitiesGone,
                segments,
                open == null ? null : open.told(),
                open == null ? null : new PreloadHint(PreloadHint.Kind.PART, open.nextPart()),
                List.of(),
                state == State.ENDED);
    }

    MediaPlaylist list() {
        return list;
    }

    PlaylistTexts texts() {
        return texts;
    }

    /// Strong: each text and coding of it has its own (RFC 9110, 8.8.3).
    String etag(PlaylistTexts.Kind kind, boolean gzip) {
        return "\"" + version + kind.name().charAt(0) + (gzip ? "z" : "") + "\"";
    }

    State state() {
        return state;
    }

    /// Whether players can begin: they want a whole segment in the list.
    boolean playable() {
        return !list.segments().isEmpty();
    }

    List<HeldSegment> held() {
        return held;
    }

    /// The init segment of the newest media; null before there was any.
    @Nullable
    Init newestInit() {
        if (open != null) return open.init();
        return held.isEmpty() ? null : held.getLast().init();
    }

    @Nullable
    Init init(String name) {
        if (open != null && open.init().name().equals(name)) return open.init();
        for (HeldSegment segment : held) if (segment.init().name().equals(name)) return segment.init();
        return null;
    }

    /// Whether this is the next part, on offer before it is there.
    boolean hints(String name) {
        return open != null && open.nextPart().equals(name);
    }

    /// The segment or part of that name; null when it is not here.
    @Nullable
    Media media(String name) {
        if (open != null && name.startsWith(open.init().token())) {
            for (int part = 0; part < open.parts().size(); part++) {
                if (open.told().parts().get(part).uri().equals(name))
                    return open.parts().get(part);
            }
        }
        for (HeldSegment segment : held) {
            if (segment.told().uri().equals(name)) return segment.whole();
            String whole = segment.told().uri();
            if (!name.startsWith(whole.substring(0, whole.length() - Init.MEDIA_SUFFIX.length()))) continue;
            for (int part = 0; part < segment.parts().size(); part++) {
                if (segment.told().parts().get(part).uri().equals(name))
                    return segment.parts().get(part);
            }
        }
        return null;
    }
}
