package footlight.wire.hls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The playlist of one rendition at one moment. Immutable; its texts are made anew at each call, so who serves many
/// keeps them. Source: RFC 8216bis, 4.4.3 to 4.4.5 and 6.2.
///
/// `partTargetUs` of 0 means: no parts. `discontinuitySequence` counts the discontinuities that have slid out of the
/// list. `open` is the segment that is being made, `hint` what comes next.
///
/// @throws IllegalArgumentException when the list breaks a rule of the text that players rely on
public record MediaPlaylist(
        int targetDurationSeconds,
        long partTargetUs,
        ServerControl control,
        PlaylistType type,
        long mediaSequence,
        long discontinuitySequence,
        List<Segment> segments,
        @Nullable OpenSegment open,
        @Nullable PreloadHint hint,
        List<RenditionReport> reports,
        boolean ended) {
    /// EXT-X-SKIP came with 9; EXT-X-MAP for media with 6. Source: RFC 8216bis, 8.
    private static final int VERSION_WITH_SKIP = 9;

    private static final int VERSION_WITH_MAP = 6;

    private static final int BYTES_OF_HEAD = 512;
    private static final int BYTES_OF_SEGMENT = 160;
    private static final int BYTES_OF_PART = 96;

    public MediaPlaylist {
        segments = List.copyOf(segments);
        reports = List.copyOf(reports);
        control.check(targetDurationSeconds * 1_000_000L, partTargetUs);
        for (int i = 0; i < segments.size(); i++) check(segments.get(i).durationUs(), targetDurationSeconds);
    }

    /// A duration, rounded to whole seconds, is the target's at most. Source: RFC 8216bis, 4.4.3.1.
    private static void check(long durationUs, int targetDurationSeconds) {
        if ((durationUs + 500_000) / 1_000_000 > targetDurationSeconds)
            throw new IllegalArgumentException(
                    "segment of " + durationUs + " us over the target duration of " + targetDurationSeconds + " s");
    }

    /// The number of the segment that is being made; the end's, when nothing is.
    public long openMsn() {
        return mediaSequence + segments.size();
    }

    /// Parts of the segment that is being made.
    public int openParts() {
        return open == null ? 0 : open.parts().size();
    }

    /// Everything, as UTF-8.
    public ByteBuffer text() {
        return write(0);
    }

    /// A delta update, `EXT-X-SKIP` in the place of the segments that lie wholly before the skip boundary; empty when
    /// skipping is not offered or nothing lies there, and then the answer is the whole text. Source: RFC 8216bis,
    /// 4.4.5.2 and 6.2.5.1.
    public Optional<ByteBuffer> delta() {
        int skipped = skippable();
        return skipped == 0 ? Optional.empty() : Optional.of(write(skipped));
    }

    private int skippable() {
        return control.canSkipUntilUs() <= 0 || ended ? 0 : segmentsBefore(control.canSkipUntilUs());
    }

    /// How many segments end at least so long before the end of the list.
    private int segmentsBefore(long fromEndUs) {
        long behind = open == null ? 0 : open.durationUs();
        int i = segments.size();
        while (i > 0 && behind < fromEndUs) behind += segments.get(--i).durationUs();
        return i;
    }

    private ByteBuffer write(int skipped) {
        // Parts further from the end than this are told no more. Source: RFC 8216bis, 4.4.4.9.
        int withoutParts = segmentsBefore(3L * targetDurationSeconds * 1_000_000L);
        PlaylistText out = new PlaylistText(likelyBytes(skipped, withoutParts));
        writeHead(out);
        if (skipped > 0)
            out.text("#EXT-X-SKIP:SKIPPED-SEGMENTS=").number(skipped).line();
        String map = skipped > 0 ? segments.get(skipped - 1).start().map() : null;
        for (int i = skipped; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            segment.start().write(out, map);
            segment.write(out, partTargetUs > 0 && i >= withoutParts);
            map = segment.start().map();
        }
        if (open != null && !open.parts().isEmpty()) {
            open.start().write(out, map);
            for (int i = 0; i < open.parts().size(); i++) open.parts().get(i).write(out);
        }
        if (hint != null && !ended) hint.write(out);
        for (int i = 0; i < reports.size(); i++) reports.get(i).write(out);
        if (ended) out.text("#EXT-X-ENDLIST").line();
        else if (endsWithSegment()) out.text("# to be continued").line();
        return out.written();
    }

    /// Where no line follows the last segment, hls.js (1.7.4) takes that segment for the one that is being made, and
    /// stops for ever when the next one comes behind a discontinuity: a comment is a line.
    private boolean endsWithSegment() {
        return openParts() == 0 && hint == null && reports.isEmpty();
    }

    private void writeHead(PlaylistText out) {
        int version = control.canSkipUntilUs() > 0 ? VERSION_WITH_SKIP : VERSION_WITH_MAP;
        out.text("#EXTM3U").line();
        out.text("#EXT-X-VERSION:").number(version).line();
        out.text("#EXT-X-TARGETDURATION:").number(targetDurationSeconds).line();
        if (type != PlaylistType.SLIDING)
            out.text("#EXT-X-PLAYLIST-TYPE:").text(type.name()).line();
        control.write(out);
        if (partTargetUs > 0)
            out.text("#EXT-X-PART-INF:PART-TARGET=").seconds(partTargetUs).line();
        out.text("#EXT-X-MEDIA-SEQUENCE:").number(mediaSequence).line();
        if (discontinuitySequence > 0)
            out.text("#EXT-X-DISCONTINUITY-SEQUENCE:")
                    .number(discontinuitySequence)
                    .line();
    }

    private int likelyBytes(int skipped, int withoutParts) {
        int parts = openParts();
        for (int i = withoutParts; i < segments.size(); i++)
            parts += segments.get(i).parts().size();
        return BYTES_OF_HEAD + BYTES_OF_SEGMENT * (segments.size() - skipped) + BYTES_OF_PART * parts;
    }
}
