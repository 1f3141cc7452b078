package footlight.live;

/// What a stream may hold and how it hands on. `runBytes` and `runMs` bound the keyframe run that
/// is kept for joiners.
public record StreamSettings(FlushWindow flush, long runBytes, long runMs) {
    public static final StreamSettings DEFAULT = new StreamSettings(new FlushWindow.OneFrame(), 32 << 20, 30_000);
}
