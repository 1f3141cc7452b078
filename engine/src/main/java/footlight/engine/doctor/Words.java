package footlight.engine.doctor;

/// What the doctor says of one fault: what is wrong, how it is once that is over, and what to do in the words of OBS's
/// menu (29 and newer), of ffmpeg's options, and of everybody else's manual.
///
/// @param wrong with the numbers that were measured
/// @param mended said when the fault is over
record Words(String wrong, String mended, String obs, String ffmpeg, String other) {

    static Words of(Fault fault, Measured measured) {
        return switch (fault) {
            case PICTURE_MISSING,
                    PICTURE_STOPPED,
                    COLOR_FORMAT,
                    BIT_DEPTH,
                    VIDEO_CODEC,
                    PROFILE_BASELINE,
                    SIZE_SMALL,
                    SIZE_LARGE,
                    KEYFRAMES_RARE,
                    KEYFRAMES_FREQUENT,
                    FRAME_RATE_LOW,
                    FRAME_RATE_HIGH,
                    FRAMES_MISSING,
                    B_FRAMES,
                    BITRATE_HIGH,
                    BITRATE_LOW,
                    BITRATE_UNEVEN -> {
                Measured.Picture picture = measured.picture();
                yield PictureWords.of(fault, picture == null ? Measured.Picture.NONE : picture);
            }
            case SOUND_MISSING, SOUND_STOPPED, SOUND_GAPS, SOUND_RATE, SOUND_CHANNELS -> {
                Measured.Sound sound = measured.sound();
                yield SoundWords.of(fault, sound == null ? Measured.Sound.NONE : sound);
            }
            case UPLINK_SLOW, UPLINK_JITTER, ENCODER_DROPS, TIMES_MENDED, TIMES_UNIT, SOUND_APART ->
                LineWords.of(fault, measured);
        };
    }

    String remedy(EncoderProgram program) {
        return switch (program) {
            case OBS -> obs;
            case FFMPEG -> ffmpeg;
            case OTHER -> other;
        };
    }
}
