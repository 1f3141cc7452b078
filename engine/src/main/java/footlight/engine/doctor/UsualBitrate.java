package footlight.engine.doctor;

import footlight.engine.doctor.Measured.Picture;

/// What a picture of this size and rate usually takes in H.264: about 4 Mbit/s for 720p30, 6 for 720p60, 9 for 1080p60.
/// Source: what YouTube and Twitch ask of encoders, between whose figures it lies.
final class UsualBitrate {
    private static final double PIXELS_720 = 1280 * 720;
    private static final double BPS_720P30 = 4_000_000;
    private static final double LEAST_BPS = 600_000;

    private UsualBitrate() {}

    /// In bit/s.
    static double of(Picture picture) {
        double size = (double) picture.width() * picture.height() / PIXELS_720;
        double rate = Math.max(picture.framesPerSecond(), 15) / 30;
        // Neither twice the pixels nor twice the pictures take twice the bits.
        double bps = BPS_720P30 * Math.pow(size, 0.75) * Math.pow(rate, 0.6);
        return Math.max(LEAST_BPS, bps);
    }
}
