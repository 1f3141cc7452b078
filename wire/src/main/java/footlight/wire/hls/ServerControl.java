package footlight.wire.hls;

/// What the server can do, and how far from the end players shall stay, in microseconds; 0 leaves an attribute out.
/// Source: RFC 8216bis, 4.4.3.8.
public record ServerControl(boolean canBlockReload, long partHoldBackUs, long holdBackUs, long canSkipUntilUs) {
    /// Nothing is told.
    public static final ServerControl NONE = new ServerControl(false, 0, 0, 0);

    private boolean told() {
        return canBlockReload || partHoldBackUs > 0 || holdBackUs > 0 || canSkipUntilUs > 0;
    }

    /// The least that the text allows: three targets from the end for segments, six for what is skipped; three parts
    /// for parts, which it recommends where it demands two.
    void check(long targetUs, long partTargetUs) {
        if (holdBackUs > 0 && holdBackUs < 3 * targetUs)
            throw new IllegalArgumentException("HOLD-BACK of " + holdBackUs + " us, at least 3 target durations");
        if (canSkipUntilUs > 0 && canSkipUntilUs < 6 * targetUs)
            throw new IllegalArgumentException(
                    "CAN-SKIP-UNTIL of " + canSkipUntilUs + " us, at least 6 target durations");
        if (partTargetUs > 0 && partHoldBackUs < 3 * partTargetUs)
            throw new IllegalArgumentException("PART-HOLD-BACK of " + partHoldBackUs + " us, at least 3 part targets");
    }

    void write(PlaylistText out) {
        if (!told()) return;
        out.text("#EXT-X-SERVER-CONTROL:");
        String comma = "";
        if (canBlockReload) {
            out.text("CAN-BLOCK-RELOAD=YES");
            comma = ",";
        }
        comma = seconds(out, comma, "PART-HOLD-BACK=", partHoldBackUs);
        comma = seconds(out, comma, "HOLD-BACK=", holdBackUs);
        seconds(out, comma, "CAN-SKIP-UNTIL=", canSkipUntilUs);
        out.line();
    }

    private static String seconds(PlaylistText out, String comma, String name, long micros) {
        if (micros <= 0) return comma;
        out.text(comma).text(name).seconds(micros);
        return ",";
    }
}
