package footlight.engine.doctor;

import java.util.Locale;

/// What can be wrong with what an encoder sends, the worst first. The codes are told to scripts and stay as they are.
public enum Fault {
    /// The picture's colours are kept as no browser decodes them (4:2:2, 4:4:4).
    COLOR_FORMAT(Severity.PROBLEM),
    /// More than 8 bits a sample.
    BIT_DEPTH(Severity.PROBLEM),
    PICTURE_STOPPED(Severity.PROBLEM),
    SOUND_STOPPED(Severity.PROBLEM),
    UPLINK_SLOW(Severity.PROBLEM),

    SOUND_MISSING(Severity.WARNING),
    KEYFRAMES_RARE(Severity.WARNING),
    UPLINK_JITTER(Severity.WARNING),
    ENCODER_DROPS(Severity.WARNING),
    FRAMES_MISSING(Severity.WARNING),
    SOUND_GAPS(Severity.WARNING),
    TIMES_MENDED(Severity.WARNING),
    /// Timestamps that count something else than milliseconds.
    TIMES_UNIT(Severity.WARNING),
    /// Sound and picture of one moment come far apart.
    SOUND_APART(Severity.WARNING),
    VIDEO_CODEC(Severity.WARNING),
    BITRATE_HIGH(Severity.WARNING),
    BITRATE_UNEVEN(Severity.WARNING),
    FRAME_RATE_LOW(Severity.WARNING),

    PICTURE_MISSING(Severity.HINT),
    SIZE_SMALL(Severity.HINT),
    SIZE_LARGE(Severity.HINT),
    FRAME_RATE_HIGH(Severity.HINT),
    KEYFRAMES_FREQUENT(Severity.HINT),
    B_FRAMES(Severity.HINT),
    PROFILE_BASELINE(Severity.HINT),
    BITRATE_LOW(Severity.HINT),
    SOUND_RATE(Severity.HINT),
    SOUND_CHANNELS(Severity.HINT);

    public enum Severity {
        /// Viewers see or hear nothing, or not what they should.
        PROBLEM,
        /// Some viewers will notice.
        WARNING,
        /// It works; it could be better.
        HINT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Severity severity;

    Fault(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /// For the API: `keyframes-rare`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
