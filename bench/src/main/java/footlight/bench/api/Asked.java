package footlight.bench.api;

/// One request of the mix.
///
/// @param number tells one of the many shows or channels from another
public record Asked(Kind kind, int number) {
    /// What is asked for, and how many of a hundred requests do so.
    public enum Kind {
        SHOW(30),
        OWN_SHOW(15),
        CHANNEL(15),
        CHANNEL_SHOWS(15),
        UPCOMING(10),
        SESSION(10),
        CREATE(5);

        final int share;

        Kind(int share) {
            this.share = share;
        }

        /// The kind that this many of a hundred fall to.
        static Kind at(int percent) {
            int upTo = 0;
            for (Kind kind : values()) {
                upTo += kind.share;
                if (percent < upTo) return kind;
            }
            throw new IllegalArgumentException(percent + " of a hundred");
        }
    }

    /// The same request for the same index in every run: subjects are asked the same things.
    public static Asked at(long index) {
        long mixed = mixed(index);
        return new Asked(Kind.at((int) Long.remainderUnsigned(mixed, 100)), (int) (mixed >>> 33));
    }

    /// SplitMix64's finaliser: neighbours have nothing in common. Source: Steele, Lea, Flood 2014, figure 14.
    private static long mixed(long index) {
        long z = (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
