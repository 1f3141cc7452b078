package footlight.engine.doctor;

import footlight.engine.doctor.Measured.Picture;
import footlight.engine.doctor.Measured.Sound;
import footlight.engine.doctor.PictureKind.Chroma;
import footlight.live.TrackFormat.VideoCodec;

/// By which signs a fault is known. Between the number from which on it is there and the one below which it is over
/// lies a stretch in which nothing changes, so that advice does not flicker. Pure.
final class Signs {
    /// What must have been measured before a rate says anything.
    private static final int RATE_SECONDS = 5;
    private static final int BITRATE_SECONDS = 10;
    private static final int PATTERN_SECONDS = 20;
    /// A track that is not there by then is not just late.
    private static final int ANNOUNCED_SECONDS = 6;
    private static final long STOPPED_MS = 4_000;

    private Signs() {}

    enum Verdict {
        THERE,
        /// Not enough was measured, or it is between the two numbers.
        UNDECIDED,
        NOT_THERE
    }

    static Verdict of(Fault fault, Measured all) {
        return switch (fault) {
            case PICTURE_MISSING -> missing(all.picture() == null, all.sound() != null, all);
            case SOUND_MISSING -> missing(all.sound() == null, all.picture() != null, all);
            case SOUND_STOPPED -> {
                Sound sound = all.sound();
                yield sound == null ? Verdict.NOT_THERE : stopped(sound.silentMs(), pictureFlows(all));
            }
            case PICTURE_STOPPED -> {
                Picture picture = all.picture();
                yield picture == null ? Verdict.NOT_THERE : stopped(picture.silentMs(), soundFlows(all));
            }
            case UPLINK_SLOW ->
                above(all.uplink().lagMs(), 2_000, 1_000, all.uplink().seconds() >= RATE_SECONDS);
            case UPLINK_JITTER ->
                above(all.uplink().jitterMs(), 700, 400, all.uplink().seconds() >= RATE_SECONDS);
            case ENCODER_DROPS -> above(all.returns().count(), 2, 1, true);
            case TIMES_MENDED -> above(all.mended(), 3, 1, all.onSeconds() > 0);
            case TIMES_UNIT -> fact(!all.clockUnit().isEmpty());
            case SOUND_APART -> above(Math.abs(all.apartMs()), 1_000, 600, pictureFlows(all) && soundFlows(all));
            case SOUND_GAPS, SOUND_RATE, SOUND_CHANNELS -> {
                Sound sound = all.sound();
                yield sound == null ? Verdict.NOT_THERE : ofSound(fault, sound);
            }
            case COLOR_FORMAT,
                    BIT_DEPTH,
                    KEYFRAMES_RARE,
                    FRAMES_MISSING,
                    VIDEO_CODEC,
                    BITRATE_HIGH,
                    BITRATE_UNEVEN,
                    FRAME_RATE_LOW,
                    SIZE_SMALL,
                    SIZE_LARGE,
                    FRAME_RATE_HIGH,
                    KEYFRAMES_FREQUENT,
                    B_FRAMES,
                    PROFILE_BASELINE,
                    BITRATE_LOW -> {
                Picture picture = all.picture();
                yield picture == null ? Verdict.NOT_THERE : ofPicture(fault, picture);
            }
        };
    }

    private static Verdict ofSound(Fault fault, Sound sound) {
        return switch (fault) {
            case SOUND_GAPS -> above(sound.holes(), 3, 1, sound.seconds() > 0);
            case SOUND_RATE -> fact(sound.sampleRateHz() < 32_000 || sound.sampleRateHz() > 48_000);
            case SOUND_CHANNELS -> fact(sound.channels() > 2);
            default -> throw new IllegalArgumentException(fault + " is no fault of a sound");
        };
    }

    private static Verdict ofPicture(Fault fault, Picture picture) {
        boolean rated = picture.seconds() >= RATE_SECONDS;
        boolean weighed = picture.seconds() >= BITRATE_SECONDS;
        double usual = UsualBitrate.of(picture);
        return switch (fault) {
            case COLOR_FORMAT -> fact(picture.kind().chroma() != Chroma.HALVED);
            // 10 bits are common with the newer codecs, and decoded wherever those are.
            case BIT_DEPTH ->
                fact(picture.kind().codec() == VideoCodec.H264 && picture.kind().bitDepth() > 8);
            case VIDEO_CODEC -> fact(picture.kind().codec() != VideoCodec.H264);
            case PROFILE_BASELINE -> fact(picture.kind().baseline());
            case SIZE_SMALL -> fact(Math.min(picture.width(), picture.height()) < 480);
            case SIZE_LARGE -> fact(Math.min(picture.width(), picture.height()) > 1088);
            case KEYFRAMES_RARE -> above(picture.keyframeGapMs(), 4_300, 4_100, picture.keyframeGapMs() > 0);
            case KEYFRAMES_FREQUENT ->
                below((double) picture.keyframeGapAtMostMs(), 800, 900, picture.keyframeGapAtMostMs() > 0);
            case FRAME_RATE_LOW -> below(picture.framesPerSecond(), 22, 23, rated);
            case FRAME_RATE_HIGH -> above(picture.framesPerSecond(), 63, 61, rated);
            case FRAMES_MISSING -> above(picture.missing(), 0.10, 0.05, rated);
            case B_FRAMES -> above(picture.reordered(), 0.05, 0.01, rated);
            case BITRATE_HIGH -> above((double) picture.bitsPerSecond(), 2 * usual, 1.7 * usual, weighed);
            case BITRATE_LOW -> below((double) picture.bitsPerSecond(), 0.1 * usual, 0.15 * usual, weighed);
            case BITRATE_UNEVEN -> uneven(picture, usual);
            default -> throw new IllegalArgumentException(fault + " is no fault of a picture");
        };
    }

    /// Peaks matter where they are far above the mean and more than lines are made for.
    private static Verdict uneven(Picture picture, double usual) {
        if (picture.seconds() < PATTERN_SECONDS) return Verdict.UNDECIDED;
        long peak = picture.peakBitsPerSecond();
        long mean = picture.meanBitsPerSecond();
        if (peak >= 2.2 * mean && peak >= 1.5 * usual) return Verdict.THERE;
        return peak < 1.8 * mean || peak < 1.3 * usual ? Verdict.NOT_THERE : Verdict.UNDECIDED;
    }

    private static Verdict missing(boolean absent, boolean otherThere, Measured all) {
        if (!absent) return Verdict.NOT_THERE;
        return otherThere && all.onSeconds() >= ANNOUNCED_SECONDS ? Verdict.THERE : Verdict.UNDECIDED;
    }

    /// While the other track goes on: where both are silent it is the line, or the encoder's end.
    private static Verdict stopped(long silentMs, boolean otherFlows) {
        if (silentMs < STOPPED_MS / 2) return Verdict.NOT_THERE;
        return silentMs >= STOPPED_MS && otherFlows ? Verdict.THERE : Verdict.UNDECIDED;
    }

    private static boolean pictureFlows(Measured all) {
        Picture picture = all.picture();
        return picture != null && picture.silentMs() < STOPPED_MS / 2;
    }

    private static boolean soundFlows(Measured all) {
        Sound sound = all.sound();
        return sound != null && sound.silentMs() < STOPPED_MS / 2;
    }

    private static Verdict fact(boolean there) {
        return there ? Verdict.THERE : Verdict.NOT_THERE;
    }

    private static Verdict above(long measured, long from, long over, boolean known) {
        return above((double) measured, (double) from, (double) over, known);
    }

    private static Verdict above(double measured, double from, double over, boolean known) {
        if (!known) return Verdict.UNDECIDED;
        if (measured >= from) return Verdict.THERE;
        return measured < over ? Verdict.NOT_THERE : Verdict.UNDECIDED;
    }

    private static Verdict below(double measured, double from, double over, boolean known) {
        if (!known) return Verdict.UNDECIDED;
        if (measured <= from) return Verdict.THERE;
        return measured > over ? Verdict.NOT_THERE : Verdict.UNDECIDED;
    }
}
