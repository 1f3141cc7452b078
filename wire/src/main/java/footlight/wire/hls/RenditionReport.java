package footlight.wire.hls;

/// How far another rendition of the same show has come: its last segment, the open one counted, and the last part of
/// that; `lastPart` is -1 where there are no parts. Source: RFC 8216bis, 4.4.5.4.
public record RenditionReport(String uri, long lastMsn, int lastPart) {
    void write(PlaylistText out) {
        out.text("#EXT-X-RENDITION-REPORT:URI=").quoted(uri).text(",LAST-MSN=").number(lastMsn);
        if (lastPart >= 0) out.text(",LAST-PART=").number(lastPart);
        out.line();
    }
}
