package footlight.bench.subject;

/// A merge window: how long a server may gather before it writes. `setting` is the value of `live.flush`.
public enum Flush {
    NONE("0", 0),
    /// One video frame with the sound that came before it: a thirtieth of a second of the clip.
    FRAME("frame", 33),
    SHORT("20", 20),
    LONG("350", 350);

    private final String setting;
    private final int ms;

    Flush(String setting, int ms) {
        this.setting = setting;
        this.ms = ms;
    }

    public String setting() {
        return setting;
    }

    public int ms() {
        return ms;
    }

    /// @throws IllegalArgumentException when it is not measured
    public static Flush of(String setting) {
        for (Flush flush : values()) if (flush.setting.equals(setting)) return flush;
        throw new IllegalArgumentException("flush " + setting + ": one of 0, frame, 20, 350");
    }
}
