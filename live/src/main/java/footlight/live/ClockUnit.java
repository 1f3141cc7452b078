package footlight.live;

/// What one count of a publisher's timestamps stands for. It should be a millisecond, and is not always.
public enum ClockUnit {
    MILLISECONDS("milliseconds", 1),
    SAMPLES_44100("samples at 44.1 kHz", 44.1),
    SAMPLES_48000("samples at 48 kHz", 48),
    TICKS_90000("ticks of a 90 kHz clock", 90),
    MICROSECONDS("microseconds", 1000),
    /// The counts stand still, or tell whole seconds: the time of arrival is used instead.
    NONE("nothing that can be used", 0);

    private final String words;
    private final double countsPerMs;

    ClockUnit(String words, double countsPerMs) {
        this.words = words;
        this.countsPerMs = countsPerMs;
    }

    /// For people: "… in ticks of a 90 kHz clock".
    public String words() {
        return words;
    }

    double countsPerMs() {
        return countsPerMs;
    }

    long toMs(long counts) {
        return this == MILLISECONDS || this == NONE ? counts : Math.round(counts / countsPerMs);
    }
}
