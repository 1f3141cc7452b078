package footlight.engine.doctor;

import static footlight.engine.doctor.Numbers.bitrate;
import static footlight.engine.doctor.Numbers.kilobits;
import static footlight.engine.doctor.Numbers.percent;
import static footlight.engine.doctor.Numbers.seconds;
import static footlight.engine.doctor.Numbers.tenths;

import footlight.engine.doctor.Measured.Picture;

/// The doctor's words about the picture.
final class PictureWords {
    private PictureWords() {}

    static Words of(Fault fault, Picture picture) {
        return switch (fault) {
            case PICTURE_MISSING ->
                new Words(
                        "No picture is sent, only sound.",
                        "A picture comes now.",
                        "If that is not meant: add a source to the scene in OBS (Sources, +), then stop and start streaming.",
                        "If that is not meant: add a video input, and -c:v libx264.",
                        "If that is not meant: switch the camera on in your encoder.");
            case PICTURE_STOPPED ->
                new Words(
                        "The picture has stopped; the sound goes on.",
                        "The picture comes again.",
                        "Look at View > Stats in OBS. If the preview stands still too, choose the source again; then stop and start streaming.",
                        "See whether the video input still gives frames, and start ffmpeg again.",
                        "See whether the camera still gives a picture, and start your encoder again.");
            case COLOR_FORMAT ->
                new Words(
                        "The picture's colours are kept as " + picture.kind().chroma()
                                + ", which browsers do not show: viewers get no picture.",
                        "The picture's colours are kept as 4:2:0 now, as browsers show them.",
                        "Set Color Format to NV12 under Settings > Advanced > Video in OBS, and Profile to high under Settings > Output > Streaming.",
                        "Add -pix_fmt yuv420p -profile:v high to ffmpeg's options.",
                        "Set colour or chroma format to 4:2:0 (NV12, Profile High) in your encoder's video settings.");
            case BIT_DEPTH ->
                new Words(
                        "The picture has " + picture.kind().bitDepth()
                                + " bits a colour, which browsers do not show in H.264: viewers get no picture.",
                        "The picture has 8 bits a colour now, as browsers show it.",
                        "Set Color Format to NV12 (8-bit) under Settings > Advanced > Video in OBS.",
                        "Add -pix_fmt yuv420p -profile:v high to ffmpeg's options.",
                        "Set bit depth to 8 bit (Profile High) in your encoder's video settings.");
            case VIDEO_CODEC ->
                new Words(
                        "The picture is coded as " + codec(picture) + ", which not every browser plays.",
                        "The picture is coded as H.264 now, which every browser plays.",
                        "Set Video Encoder to x264 or one with H.264 in its name under Settings > Output > Streaming in OBS.",
                        "Use -c:v libx264 in ffmpeg's options.",
                        "Set the video codec to H.264 (AVC) in your encoder's video settings.");
            case PROFILE_BASELINE ->
                new Words(
                        "The picture is coded in the Baseline profile, which takes about a quarter more bits for the same picture.",
                        "The picture is coded in a better profile now.",
                        "Set Profile to high under Settings > Output > Streaming in OBS.",
                        "Use -profile:v high in ffmpeg's options; -preset ultrafast allows Baseline only, -preset veryfast does better.",
                        "Set Profile to High, or Main, in your encoder's video settings.");
            case SIZE_SMALL ->
                new Words(
                        "The picture is small: " + size(picture) + ".",
                        "The picture is " + size(picture) + " now.",
                        "Set Output (Scaled) Resolution to 1280x720 under Settings > Video in OBS.",
                        "Use a larger input, or -vf scale=-2:720 in ffmpeg's options.",
                        "Set the resolution to 1280x720 in your encoder's video settings.");
            case SIZE_LARGE ->
                new Words(
                        "The picture is very large, " + size(picture)
                                + ": many viewers' devices and lines cannot keep up with it.",
                        "The picture is " + size(picture) + " now.",
                        "Set Output (Scaled) Resolution to 1920x1080 under Settings > Video in OBS.",
                        "Use -vf scale=-2:1080 in ffmpeg's options.",
                        "Set the resolution to 1920x1080 in your encoder's video settings.");
            case KEYFRAMES_RARE, KEYFRAMES_FREQUENT -> keyframes(fault, picture);
            case FRAME_RATE_LOW, FRAME_RATE_HIGH, FRAMES_MISSING -> rate(fault, picture);
            case BITRATE_HIGH, BITRATE_LOW, BITRATE_UNEVEN -> bits(fault, picture);
            case B_FRAMES ->
                new Words(
                        "The picture has B-frames, which add delay, and which players with the least delay (WebRTC) cannot take.",
                        "The picture has no B-frames now.",
                        "Set Max B-frames to 0 under Settings > Output > Streaming in OBS; with x264 set Tune to zerolatency.",
                        "Add -bf 0 to ffmpeg's options, or -tune zerolatency.",
                        "Set B-frames to 0, or low latency to on, in your encoder's video settings.");
            default -> throw new IllegalArgumentException(fault + " is no fault of a picture");
        };
    }

    private static Words keyframes(Fault fault, Picture picture) {
        String mended = "A keyframe comes every " + seconds(picture.keyframeGapMs()) + " now.";
        long every = Math.max(1, Math.round(2 * picture.framesPerSecond()));
        String obs = "Set Keyframe Interval to 2 s under Settings > Output > Streaming in OBS (Output Mode: Advanced).";
        String ffmpeg = "Add -g " + every + " -keyint_min " + every + " -sc_threshold 0 to ffmpeg's options: 2 s.";
        String other =
                "Set the keyframe interval (also called GOP or I-frame distance) to 2 s in your encoder's video settings.";
        return fault == Fault.KEYFRAMES_RARE
                ? new Words(
                        "A keyframe comes every " + seconds(picture.keyframeGapMs())
                                + " only: who joins waits that long for a picture, and the delay grows.",
                        mended,
                        obs,
                        ffmpeg,
                        other)
                : new Words(
                        "A keyframe comes every " + seconds(picture.keyframeGapAtMostMs())
                                + ", more often than helps: each takes bits from the picture between.",
                        mended,
                        obs,
                        ffmpeg,
                        other);
    }

    private static Words rate(Fault fault, Picture picture) {
        String fps = tenths(picture.framesPerSecond());
        return switch (fault) {
            case FRAME_RATE_LOW ->
                new Words(
                        fps + " pictures a second come, and movement looks jerky.",
                        fps + " pictures a second come now.",
                        "Set Common FPS Values to 30 under Settings > Video in OBS. If it says 30 already, look at View > Stats: the computer may be too slow.",
                        "Add -r 30 to ffmpeg's options, or ask the camera for more with -framerate 30 before -i.",
                        "Set the frame rate to 30 in your encoder's video settings; phones lower it in the dark.");
            case FRAME_RATE_HIGH ->
                new Words(
                        fps + " pictures a second come, more than most screens show.",
                        fps + " pictures a second come now.",
                        "Set Common FPS Values to 60 or 30 under Settings > Video in OBS.",
                        "Add -r 60 to ffmpeg's options.",
                        "Set the frame rate to 60 or 30 in your encoder's video settings.");
            default ->
                new Words(
                        percent(picture.missing())
                                + " of the pictures are missing: the computer or the line of your encoder does not keep up.",
                        "All pictures come now.",
                        "Look at View > Stats in OBS. Skipped due to encoding lag: choose a faster CPU Usage Preset under Settings > Output > Streaming. Dropped frames (network): lower Bitrate there.",
                        "See whether speed= in ffmpeg's output stays at 1x; if not use a faster -preset or a smaller -s.",
                        "Lower the resolution, the frame rate or the bitrate of your encoder.");
        };
    }

    private static Words bits(Fault fault, Picture picture) {
        double usual = UsualBitrate.of(picture);
        long kilobits = kilobits(usual);
        String now = bitrate(picture.bitsPerSecond());
        String ffmpeg =
                "Use -b:v " + kilobits + "k -maxrate " + kilobits + "k -bufsize " + kilobits + "k in ffmpeg's options.";
        String other = "Set the rate control to CBR and the bitrate to " + kilobits
                + " kbit/s in your encoder's video settings.";
        String obs = "Set Rate Control to CBR and Bitrate to " + kilobits
                + " Kbps under Settings > Output > Streaming in OBS.";
        return switch (fault) {
            case BITRATE_HIGH ->
                new Words(
                        "The picture takes " + now + "; " + bitrate(usual) + " is usual for " + size(picture)
                                + ", and many viewers' lines do not carry more.",
                        "The picture takes " + now + " now.",
                        obs,
                        ffmpeg,
                        other);
            case BITRATE_LOW ->
                new Words(
                        "The picture takes only " + now + "; " + bitrate(usual) + " is usual for " + size(picture)
                                + ". Where there is movement it may look blocky.",
                        "The picture takes " + now + " now.",
                        "If it looks blocky: " + lowerFirst(obs),
                        "If it looks blocky: " + lowerFirst(ffmpeg),
                        "If it looks blocky: " + lowerFirst(other));
            default ->
                new Words(
                        "The bitrate is uneven: " + bitrate(picture.peakBitsPerSecond()) + " at its peaks, "
                                + bitrate(picture.meanBitsPerSecond())
                                + " on the whole. At the peaks viewers' pictures stop.",
                        "The bitrate is even now.",
                        obs,
                        ffmpeg,
                        other);
        };
    }

    private static String lowerFirst(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String codec(Picture picture) {
        return switch (picture.kind().codec()) {
            case H264 -> "H.264";
            case HEVC -> "HEVC";
            case AV1 -> "AV1";
            case VP9 -> "VP9";
        };
    }

    private static String size(Picture picture) {
        return picture.width() + "x" + picture.height();
    }
}
