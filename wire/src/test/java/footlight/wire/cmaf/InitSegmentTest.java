package footlight.wire.cmaf;

import static footlight.wire.cmaf.CodecNamesTest.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.GoldenDump;
import footlight.testkit.mp4.Box;
import footlight.testkit.mp4.Movie;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitSegmentTest {
    private static final SampleEntry.Video PICTURE =
            new SampleEntry.Video(VideoCoding.AVC, 1280, 720, bytes(CodecNamesTest.AVC));
    private static final SampleEntry.Audio SOUND = new SampleEntry.Audio(AudioCoding.AAC, 48000, 2, bytes("1190"));

    @Test
    void pictureAndSoundAreTwoTracks() {
        ByteBuffer init = InitSegment.of(List.of(new Mp4Track(1, 90_000, PICTURE), new Mp4Track(2, 48_000, SOUND)));
        GoldenDump.assertMatches(InitSegmentTest.class, "init-segment.txt", Box.dump(Box.read(init)));
        Movie movie = Movie.read(init);
        assertThat(movie.tracks()).extracting(Movie.Track::id).containsExactly(1, 2);
        assertThat(movie.track(1).video()).isTrue();
        assertThat(movie.track(1).timescale()).isEqualTo(90_000);
        assertThat(movie.track(1).width()).isEqualTo(1280);
        assertThat(movie.track(1).height()).isEqualTo(720);
        assertThat(movie.track(1).config("avcC")).isEqualTo(bytes(CodecNamesTest.AVC));
        assertThat(movie.track(2).handler()).isEqualTo("soun");
        assertThat(movie.track(2).channels()).isEqualTo(2);
        assertThat(movie.track(2).sampleRateHz()).isEqualTo(48_000);
        assertThat(EsDescriptor.read(movie.track(2).config("esds"))).isEqualTo(new EsDescriptor(0x40, bytes("1190")));
    }

    @Test
    void onlyASingleTrackCallsItselfCmaf() {
        assertThat(brands(new Mp4Track(1, 1000, SOUND))).contains("cmfc");
        assertThat(brands(new Mp4Track(1, 1000, SOUND), new Mp4Track(2, 1000, PICTURE)))
                .startsWith("iso6")
                .doesNotContain("cmfc");
    }

    @Test
    void av1BringsItsBrand() {
        var av1 = new SampleEntry.Video(VideoCoding.AV1, 160, 90, bytes("81040c00"));
        assertThat(brands(new Mp4Track(1, 1000, av1))).contains("av01");
    }

    @Test
    void coloursAndTheShapeOfSamplesStandOnlyWhenKnown() {
        assertThat(entryOf(PICTURE).children()).extracting(Box::type).containsExactly("avcC");
        var told = new SampleEntry.Video(
                VideoCoding.AVC,
                720,
                576,
                bytes(CodecNamesTest.AVC),
                new Colour(9, 16, 9, true),
                new PixelAspect(64, 45));
        Box entry = entryOf(told);
        assertThat(entry.children()).extracting(Box::type).containsExactly("avcC", "colr", "pasp");
        assertThat(entry.child("colr").content()).isEqualTo(bytes("6e636c78" + "0009" + "0010" + "0009" + "80"));
        assertThat(entry.child("pasp").content()).isEqualTo(bytes("000000400000002d"));
        // The track is shown as wide as square samples would be: 1024.
        ByteBuffer header = Box.only(Box.read(InitSegment.of(List.of(new Mp4Track(1, 1000, told)))), "moov")
                .child("trak", "tkhd")
                .content();
        assertThat(header.getInt(header.limit() - 8)).isEqualTo(1024 << 16);
        assertThat(header.getInt(header.limit() - 4)).isEqualTo(576 << 16);
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 48000",
        "65535, 65535",
        "88200, 44100",
        "96000, 48000",
        "192000, 48000",
        "384000, 48000",
        "65537, 65535"
    })
    void aRateOver16BitsIsHalvedUntilItFits(int rate, int told) {
        var flac = new SampleEntry.Audio(AudioCoding.FLAC, rate, 2, bytes("80000022" + CodecNamesTest.STREAMINFO));
        assertThat(Movie.read(InitSegment.of(List.of(new Mp4Track(1, rate, flac))))
                        .track(1)
                        .sampleRateHz())
                .isEqualTo(told);
    }

    @Test
    void fullBoxesGetTheirHeadWhereTheSenderLeftItOut() {
        var vp9 = new SampleEntry.Video(VideoCoding.VP9, 160, 90, bytes("001f800101010000"));
        assertThat(entryOf(vp9).child("vpcC").content()).isEqualTo(bytes("01000000" + "001f800101010000"));
        var headed = new SampleEntry.Video(VideoCoding.VP9, 160, 90, bytes("01000000001f800101010000"));
        assertThat(entryOf(headed).child("vpcC").content()).isEqualTo(bytes("01000000001f800101010000"));
        String blocks = "80000022" + CodecNamesTest.STREAMINFO;
        var flac = new SampleEntry.Audio(AudioCoding.FLAC, 48000, 2, bytes(blocks));
        assertThat(entryOf(flac).child("dfLa").content()).isEqualTo(bytes("00000000" + blocks));
    }

    @Test
    void longConfigurationsGetLongDescriptors() {
        // The sound's own configuration, and a program config element's comment behind it.
        ByteBuffer config = ByteBuffer.allocate(20_000).put(bytes("1190")).clear();
        var sound = new SampleEntry.Audio(AudioCoding.AAC, 48000, 2, config);
        Box esds = entryOf(sound).child("esds");
        assertThat(EsDescriptor.read(esds.content().duplicate()).specific()).isEqualTo(config);
    }

    @Test
    void noTracksAndTwoOfOneIdAreOurOwnFault() {
        assertThatThrownBy(() -> InitSegment.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        Mp4Track track = new Mp4Track(1, 1000, SOUND);
        assertThatThrownBy(() -> InitSegment.of(List.of(track, track))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mp4Track(0, 1000, SOUND)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mp4Track(1, 0, SOUND)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Box entryOf(SampleEntry entry) {
        return Movie.read(InitSegment.of(List.of(new Mp4Track(1, 1000, entry))))
                .track(1)
                .entry();
    }

    private static String brands(Mp4Track... tracks) {
        return ISO_8859_1
                .decode(Box.only(Box.read(InitSegment.of(List.of(tracks))), "ftyp")
                        .content())
                .toString();
    }
}
