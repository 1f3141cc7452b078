package footlight.live;

/// What had to be done to one publisher's times, counted in frames since its turn began.
///
/// @param jumpsForward the time went ahead by more than the wall did
/// @param jumpsBack the time went back by more than rounding or disorder does
/// @param notRising decoding at the same time as the frame before, or earlier
/// @param presentations shown before they are decoded, or ten seconds after
/// @param wraps of the 32-bit count, or of the 31 bits that some publishers use; these are no fault
/// @param videoUnit what the picture's times count in
/// @param audioUnit what the sound's times count in
public record Repairs(
        long jumpsForward,
        long jumpsBack,
        long notRising,
        long presentations,
        long wraps,
        ClockUnit videoUnit,
        ClockUnit audioUnit) {
    public static final Repairs NONE = new Repairs(0, 0, 0, 0, 0, ClockUnit.MILLISECONDS, ClockUnit.MILLISECONDS);

    /// How often a frame's times were changed by more than the common shift.
    public long frames() {
        return jumpsForward + jumpsBack + notRising + presentations;
    }
}
