package footlight.engine.doctor;

import static footlight.engine.doctor.Numbers.seconds;
import static footlight.engine.doctor.Numbers.tenths;

import footlight.engine.doctor.Measured.Sound;

/// The doctor's words about the sound.
final class SoundWords {
    private SoundWords() {}

    static Words of(Fault fault, Sound sound) {
        return switch (fault) {
            case SOUND_MISSING ->
                new Words(
                        "No sound is sent.",
                        "Sound comes now.",
                        "Choose a microphone under Settings > Audio > Global Audio Devices in OBS and see that it moves in the Audio Mixer, then stop and start streaming.",
                        "Give ffmpeg a sound (-map 1:a -c:a aac -b:a 128k); -f lavfi -i anullsrc gives silence where there is none.",
                        "Switch the microphone on in your encoder's audio settings.");
            case SOUND_STOPPED ->
                new Words(
                        "The sound has stopped; the picture goes on.",
                        "The sound comes again.",
                        "Look at the Audio Mixer in OBS. If nothing moves, choose the device again under Settings > Audio; then stop and start streaming.",
                        "See whether the audio input still gives samples, and start ffmpeg again.",
                        "See whether the microphone is still connected, and start your encoder again.");
            case SOUND_GAPS ->
                new Words(
                        "The sound has holes: " + sound.holes() + " in the last minute, " + seconds(sound.holesMs())
                                + " in all.",
                        "The sound has no holes now.",
                        "Set Sample Rate under Settings > Audio in OBS to what the device itself uses (48 kHz as a rule), and look at View > Stats: the computer may be too busy.",
                        "Add -af aresample=async=1000 to ffmpeg's options, and -thread_queue_size 1024 before the audio's -i.",
                        "Use another microphone or input, and close what else your encoder has to do.");
            case SOUND_RATE ->
                new Words(
                        "The sound has " + tenths(sound.sampleRateHz() / 1000.0)
                                + " kHz, which not every player takes, or which sounds dull.",
                        "The sound has " + tenths(sound.sampleRateHz() / 1000.0) + " kHz now.",
                        "Set Sample Rate to 48 kHz under Settings > Audio in OBS.",
                        "Add -ar 48000 to ffmpeg's options.",
                        "Set the sample rate to 48 kHz in your encoder's audio settings.");
            case SOUND_CHANNELS ->
                new Words(
                        "The sound has " + sound.channels() + " channels; many players take two only.",
                        "The sound has two channels now, or one.",
                        "Set Channels to Stereo under Settings > Audio in OBS.",
                        "Add -ac 2 to ffmpeg's options.",
                        "Set the sound to stereo in your encoder's audio settings.");
            default -> throw new IllegalArgumentException(fault + " is no fault of a sound");
        };
    }
}
