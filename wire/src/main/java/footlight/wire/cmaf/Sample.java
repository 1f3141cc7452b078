package footlight.wire.cmaf;

/// One access unit of a fragment. `duration` and `compositionOffset` are ticks of its track; presentation is at decode
/// time plus offset, which may be below 0. `sync` says that decoding can start here.
public record Sample(int duration, int bytes, int compositionOffset, boolean sync) {
    public Sample {
        if (duration < 0 || bytes < 0)
            throw new IllegalArgumentException("sample of " + duration + " ticks and " + bytes + " bytes");
    }
}
