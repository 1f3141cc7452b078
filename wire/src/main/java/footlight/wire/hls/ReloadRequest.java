package footlight.wire.hls;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a client asks of a playlist by the delivery directives of its query: to be answered once segment `msn`, or
/// `part` of it, is in the list. `skip` asks for a delta update. Source: RFC 8216bis, 6.2.5.
public record ReloadRequest(long msn, int part, boolean skip) {
    private static final long AT_ONCE = -1;
    /// Further ahead than this nobody can have seen the list. Source: RFC 8216bis, 6.2.5.2.
    private static final int AHEAD_AT_MOST = 2;

    /// Reads the values of `_HLS_msn`, `_HLS_part` and `_HLS_skip`, null where absent. Empty for what is no request at
    /// all: answer 400. A segment without a part is its part 0: Safari asks so, and waiting for the whole segment
    /// stalls it.
    public static Optional<ReloadRequest> read(@Nullable String msn, @Nullable String part, @Nullable String skip) {
        boolean skips = skip != null && (skip.equals("YES") || skip.equals("v2"));
        if (msn == null) return part == null ? Optional.of(new ReloadRequest(AT_ONCE, 0, skips)) : Optional.empty();
        long number = number(msn);
        long piece = part == null ? 0 : number(part);
        if (number < 0 || piece < 0 || piece > Integer.MAX_VALUE) return Optional.empty();
        return Optional.of(new ReloadRequest(number, (int) piece, skips));
    }

    /// -1 for what is no number.
    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 18) return -1;
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    public boolean blocks() {
        return msn != AT_ONCE;
    }

    /// Whether `list` is the answer: it has what was asked for, or is over. A part behind the last of its segment
    /// is the first of the next.
    public boolean satisfiedBy(MediaPlaylist list) {
        if (!blocks() || list.ended()) return true;
        long open = list.openMsn();
        if (msn > open) return false;
        if (msn == open) return part < list.openParts();
        return msn + 1 < open || list.openParts() > 0 || part < partsOf(list.segments());
    }

    /// Of the last whole segment. One that was never on offer in parts is there as its part 0.
    private static int partsOf(List<Segment> segments) {
        return segments.isEmpty() ? 1 : Math.max(1, segments.getLast().parts().size());
    }

    /// Whether nobody could wait for this: answer 400.
    public boolean tooFarAhead(MediaPlaylist list) {
        return blocks() && msn > list.openMsn() + AHEAD_AT_MOST - 1;
    }
}
