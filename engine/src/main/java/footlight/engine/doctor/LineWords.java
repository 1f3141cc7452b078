package footlight.engine.doctor;

import static footlight.engine.doctor.Numbers.seconds;

/// The doctor's words about the line to the encoder, its clock, and how it keeps its tracks together.
final class LineWords {
    private LineWords() {}

    static Words of(Fault fault, Measured measured) {
        return switch (fault) {
            case UPLINK_SLOW ->
                new Words(
                        "The picture comes " + seconds(measured.uplink().lagMs())
                                + " later than at first: the line does not carry all that your encoder sends.",
                        "The line carries what your encoder sends.",
                        "Lower Bitrate under Settings > Output > Streaming in OBS, and tick Dynamically change bitrate to manage congestion under Settings > Advanced > Network.",
                        "Lower -b:v, -maxrate and -bufsize in ffmpeg's options, or send a smaller picture.",
                        "Lower your encoder's bitrate; use a cable rather than Wi-Fi.");
            case UPLINK_JITTER ->
                new Words(
                        "The picture comes in fits, some of it "
                                + seconds(measured.uplink().jitterMs()) + " later than the rest.",
                        "The picture comes evenly now.",
                        "Use a cable rather than Wi-Fi and end other uploads, or lower Bitrate under Settings > Output > Streaming in OBS.",
                        "Use a cable rather than Wi-Fi and end other uploads, or lower -b:v in ffmpeg's options. A file is sent in time with -re before -i.",
                        "Use a cable, or a place with better signal, and end other uploads; or lower your encoder's bitrate.");
            case ENCODER_DROPS ->
                new Words(
                        "Your encoder left and came back " + measured.returns().count()
                                + " times in the last ten minutes, for "
                                + seconds(measured.returns().longestAwayMs()) + " at the longest.",
                        "Your encoder stays on.",
                        "If that was not you: use a cable rather than Wi-Fi, or lower Bitrate under Settings > Output > Streaming in OBS.",
                        "If that was not you: read what ffmpeg said when it ended, use a cable rather than Wi-Fi, or lower -b:v.",
                        "If that was not you: use a cable, or a place with better signal, or lower your encoder's bitrate.");
            case TIMES_MENDED ->
                new Words(
                        "Your encoder's clock jumped or ran backwards " + measured.mended()
                                + " times in the last minute. It is put right here, but can be seen as a jerk.",
                        "Your encoder's clock runs evenly now.",
                        "Set Video Encoder to x264 under Settings > Output > Streaming in OBS, or update the graphics driver.",
                        "Add -fflags +genpts before -i and -fps_mode cfr -af aresample=async=1 after it; do not use -c copy with such a file.",
                        "Update your encoder, and do not let its clock be set while it sends.");
            case TIMES_UNIT ->
                new Words(
                        "Your encoder's timestamps count " + measured.clockUnit()
                                + ", not milliseconds. That is put right here; other services may not.",
                        "Your encoder's timestamps count milliseconds now.",
                        "Update OBS, and the plugin that streams if it is not OBS itself.",
                        "Let ffmpeg's -f flv write the timestamps; set none by -bsf or -copyts.",
                        "Update your encoder; its timestamps should count milliseconds.");
            case SOUND_APART ->
                new Words(
                        measured.apartMs() < 0
                                ? "The sound comes " + seconds(-measured.apartMs())
                                        + " after the picture of the same moment, so players must wait for it."
                                : "The picture comes " + seconds(measured.apartMs())
                                        + " after the sound of the same moment, so players must wait for it.",
                        "Sound and picture of one moment come together now.",
                        "Set Sync Offset of every source to 0 under Advanced Audio Properties in OBS, then stop and start streaming.",
                        "Take both from one input, or shift one with -itsoffset; -max_interleave_delta 500000 keeps them together.",
                        "Set the audio delay to 0 in your encoder, and start it again.");
            default -> throw new IllegalArgumentException(fault + " is no fault of a line");
        };
    }
}
