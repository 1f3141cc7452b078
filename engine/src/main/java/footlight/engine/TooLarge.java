package footlight.engine;

/// Pictures and sounds that are larger than anybody's ought to be: they are left out, and this is said.
public final class TooLarge {
    /// Of one picture, or of what comes of sound at once. A 4K keyframe at 100 Mbit/s stays below 4 MiB.
    public static final int MOST_BYTES = 8 * 1024 * 1024;

    private TooLarge() {}

    public static String picture() {
        return "A picture was larger than 8 MB, which is the most that is taken, and was left out. Viewers wait for"
                + " the next keyframe that is smaller: set a lower bitrate in the encoder.";
    }

    public static String sound() {
        return "More than 8 MB of sound came at once, which is the most that is taken, and were left out. Set a lower"
                + " audio bitrate in the encoder.";
    }
}
