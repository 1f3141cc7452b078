package footlight.engine.doctor;

import java.util.Locale;

/// Numbers as people say them.
final class Numbers {
    private Numbers() {}

    /// `8 s`, `1.5 s`.
    static String seconds(long ms) {
        return tenths(ms / 1000.0) + " s";
    }

    /// `30`, `29.9`.
    static String tenths(double number) {
        double rounded = Math.round(number * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    /// `2.5 Mbit/s`, `800 kbit/s`.
    static String bitrate(double bitsPerSecond) {
        return bitsPerSecond >= 1_000_000
                ? tenths(bitsPerSecond / 1_000_000) + " Mbit/s"
                : Math.round(bitsPerSecond / 1000) + " kbit/s";
    }

    static String bitrate(long bitsPerSecond) {
        return bitrate((double) bitsPerSecond);
    }

    /// A bitrate to set, in kbit/s: `2500`.
    static long kilobits(double bitsPerSecond) {
        return Math.max(500, Math.round(bitsPerSecond / 500_000) * 500);
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
