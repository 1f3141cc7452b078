package footlight.wire.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a real ffmpeg wrote, taken apart and put together by ours, is read by ffmpeg as its own is: the same packets at
/// the same times, and the same pictures and sounds once decoded.
final class RealMediaTest {
    private static final List<String> PICTURE = List.of("-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25");
    private static final List<String> SOUND = List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "libx264, -bf 0 -profile:v baseline -level 3.1, avc1\\.42c01f",
        "libx264, -bf 3 -profile:v high -level 4.0, avc1\\.640028",
        "libx265, -preset ultrafast -tag:v hvc1 -x265-params log-level=error, hvc1\\.1\\.6\\.L[0-9]+\\.90",
        "libaom-av1, -cpu-used 8 -usage realtime, av01\\.0\\.0[0-9]M\\.08",
        "libsvtav1, -preset 12, av01\\.0\\.0[0-9]M\\.08",
        "libvpx-vp9, -deadline realtime -cpu-used 8, vp09\\.00\\.[1-5][0-9]\\.08",
    })
    void picturesAreReadAlike(String encoder, String how, String codec) throws IOException {
        List<String> coding = new ArrayList<>(List.of("-c:v", encoder, "-g", "10", "-pix_fmt", "yuv420p"));
        coding.addAll(List.of(how.split(" ")));
        assertThat(readAlike(encoder, PICTURE, coding))
                .singleElement()
                .asString()
                .matches(codec);
    }

    @ParameterizedTest
    @CsvSource({
        "aac, mp4a.40.2",
        "libopus, opus",
        "flac, fLaC",
        "ac3, ac-3",
        "eac3, ec-3",
        "libmp3lame, mp4a.6B",
    })
    void soundsAreReadAlike(String encoder, String codec) throws IOException {
        assertThat(readAlike(encoder, SOUND, List.of("-c:a", encoder, "-ac", "2")))
                .containsExactly(codec);
    }

    @Test
    void coloursAndTheShapeOfSamplesAreReadAlike() throws IOException {
        String look = "setsar=64/45,setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc";
        readAlike("libx264", PICTURE, List.of("-vf", look, "-c:v", "libx264", "-g", "10"));
        String seen = Ffmpeg.need().probe(folder.resolve("ours.mp4"));
        assertThat(seen).contains("color_space=bt2020nc", "color_transfer=smpte2084", "sample_aspect_ratio=64:45");
    }

    @Test
    void soundAt96KilohertzIsReadAlike() throws IOException {
        List<String> fast = List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=96000");
        assertThat(readAlike("flac", fast, List.of("-c:a", "flac"))).containsExactly("fLaC");
    }

    @Test
    void pictureAndSoundTogetherAreReadAlike() throws IOException {
        List<String> inputs = new ArrayList<>(PICTURE);
        inputs.addAll(SOUND);
        assertThat(readAlike("libx264", inputs, List.of("-c:v", "libx264", "-g", "10", "-bf", "2", "-c:a", "aac")))
                .hasSize(2);
    }

    /// The codecs of the tracks.
    private List<String> readAlike(String encoder, List<String> inputs, List<String> coding) throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.need();
        Programs.need(ffmpeg.has(encoder), "an ffmpeg with " + encoder, "ffmpeg");
        Path theirs = folder.resolve("theirs.mp4");
        List<String> make = new ArrayList<>(inputs);
        make.addAll(List.of("-t", "1.2"));
        make.addAll(coding);
        make.addAll(List.of("-strict", "-2", "-use_editlist", "0"));
        make.addAll(List.of("-movflags", "frag_keyframe+empty_moov+delay_moov+default_base_moof"));
        make.addAll(List.of("-frag_duration", "400000", theirs.toString()));
        ffmpeg.run(make);
        Remuxed remuxed = Remuxed.of(theirs);
        assertThat(remuxed.pieces()).hasSizeGreaterThan(1);
        Path ours = folder.resolve("ours.mp4");
        remuxed.write(ours);

        assertThat(ffmpeg.packets(ours)).isEqualTo(ffmpeg.packets(theirs));
        String decoded = ffmpeg.decoded(ours);
        assertThat(decoded).isEqualTo(ffmpeg.decoded(theirs));
        assertThat(decoded.lines().filter(line -> !line.startsWith("#")).count())
                .isGreaterThan(10);
        return remuxed.tracks().stream().map(track -> track.entry().codec()).toList();
    }
}
