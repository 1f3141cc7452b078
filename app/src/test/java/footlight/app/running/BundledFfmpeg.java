package footlight.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.programs.FfmpegProgram;
import footlight.app.programs.ProgramCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ffmpeg that comes along: what encodes where a player is looked at, and decodes where an encoder is.
public final class BundledFfmpeg {
    public static final int PICTURES_EACH_SECOND = 25;

    private static final String H264_AND_AAC = "-c:v libx264 -preset ultrafast -bf 2 -c:a aac";

    private static final FfmpegProgram FFMPEG = FfmpegProgram.of(
            Optional.empty(),
            ProgramCache.of(System.getenv(), Path.of("target", "programs").toAbsolutePath()));

    private static final Pattern LOUDNESS = Pattern.compile("mean_volume: (-?[0-9.]+|-inf) dB");
    private static final Pattern SIZE = Pattern.compile("#dimensions \\d: (\\d+x\\d+)");

    private BundledFfmpeg() {}

    /// A moving picture and a tone, as an encoder's arguments: 640x360, 25 pictures a second, a keyframe each second,
    /// with B-frames, for `seconds`.
    public static List<String> scene(int seconds) {
        return scene(seconds, H264_AND_AAC);
    }

    /// The same, coded otherwise.
    ///
    /// @param coding encoders of picture and sound, with their options
    public static List<String> scene(int seconds, String coding) {
        return words("-hide_banner -loglevel warning -re -f lavfi -i testsrc2=s=640x360:r=25"
                + " -re -f lavfi -i sine=f=440:r=48000 -t " + seconds
                + " -pix_fmt yuv420p -g 25 -b:v 1200k -b:a 96k -ac 2 " + coding);
    }

    public static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    /// Publishes the scene to `address` until it is closed.
    public static Run publish(String address, int seconds) throws IOException {
        List<String> arguments = new ArrayList<>(scene(seconds));
        arguments.addAll(List.of("-f", "flv", address));
        return Run.start(FFMPEG.command(arguments));
    }

    public static ProcessBuilder command(List<String> arguments) {
        return FFMPEG.command(arguments);
    }

    /// What a decoder found.
    ///
    /// @param meanDb of the sound, 0 the loudest; negative infinity is silence
    public record Decoded(int pictures, int sounds, double meanDb, String size, int seconds) {
        /// At least four fifths of the pictures that `seconds` hold, and a sound to hear.
        public Decoded isPictureAndSound(int picturesEachSecond) {
            assertThat(pictures).as("pictures in " + this).isGreaterThan(picturesEachSecond * seconds * 4 / 5);
            assertThat(sounds).as("pieces of sound in " + this).isGreaterThan(30 * seconds);
            assertThat(meanDb).as("loudness in " + this).isGreaterThan(-60);
            return this;
        }

        public String words() {
            return "picture and sound decode; " + size + ", " + Math.round((double) pictures / seconds)
                    + " pictures a second";
        }
    }

    /// Decodes `seconds` of what comes from `input`, an address or a file.
    public static Decoded decode(String input, int seconds) throws Exception {
        List<String> arguments = new ArrayList<>(words("-hide_banner -nostats -loglevel info -i"));
        arguments.add(input);
        // Pieces of sound of one size, whichever codec they came in.
        arguments.addAll(words("-t " + seconds + " -map 0:v:0 -map 0:a:0 -af volumedetect,asetnsamples=1024"
                + " -fps_mode passthrough -f framemd5 -"));
        try (Run decoder = Run.start(FFMPEG.command(arguments))) {
            assertThat(decoder.end(Duration.ofSeconds(seconds + 30)))
                    .as("the decoder's end" + decoder.lastWords())
                    .isZero();
            int pictures = 0;
            int sounds = 0;
            double meanDb = Double.NEGATIVE_INFINITY;
            String size = "";
            for (Run.Line line : decoder.lines()) {
                if (line.text().startsWith("0,")) pictures++;
                if (line.text().startsWith("1,")) sounds++;
                Matcher loudness = LOUDNESS.matcher(line.text());
                if (loudness.find() && !loudness.group(1).equals("-inf"))
                    meanDb = Double.parseDouble(loudness.group(1));
                Matcher dimensions = SIZE.matcher(line.text());
                if (dimensions.find()) size = dimensions.group(1);
            }
            return new Decoded(pictures, sounds, meanDb, size, seconds);
        }
    }
}
