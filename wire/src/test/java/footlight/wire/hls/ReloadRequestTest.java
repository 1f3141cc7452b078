package footlight.wire.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReloadRequestTest {
    /// Segments 10 and 11 are whole, of three parts each; 12 has as many as said.
    private static MediaPlaylist list(int openParts, boolean ended) {
        SegmentStart start = new SegmentStart(false, "init.mp4", null);
        return new MediaPlaylist(
                1,
                334_000,
                new ServerControl(true, 1_002_000, 0, 0),
                PlaylistType.SLIDING,
                10,
                0,
                List.of(
                        new Segment(start, parts(10, 3), "10.mp4", 1_000_000),
                        new Segment(start, parts(11, 3), "11.mp4", 1_000_000)),
                new OpenSegment(start, parts(12, openParts)),
                null,
                List.of(),
                ended);
    }

    private static List<Part> parts(int msn, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Part(msn + "." + i, 333_000, i == 0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // What is there is answered, however old it is.
        "11, 2, 0, true",
        "10, 0, 0, true",
        "3, 99, 0, true",
        // The next part, when it comes.
        "12, 0, 0, false",
        "12, 0, 1, true",
        "12, 1, 1, false",
        "12, 1, 2, true",
        // A part behind the last of its segment is the first of the next.
        "11, 3, 0, false",
        "11, 3, 1, true",
        "10, 3, 0, true",
        // The segment after the open one waits for that.
        "13, 0, 2, false",
    })
    void aRequestIsAnsweredOnceItsPartIsThere(long msn, int part, int openParts, boolean answered) {
        assertThat(new ReloadRequest(msn, part, false).satisfiedBy(list(openParts, false)))
                .isEqualTo(answered);
    }

    @Test
    void aSegmentWithoutAPartWaitsForItsFirstPart() {
        ReloadRequest request = read("12", null, null);
        assertThat(request.satisfiedBy(list(0, false))).isFalse();
        assertThat(request.satisfiedBy(list(1, false))).isTrue();
    }

    @Test
    void withoutASegmentNothingIsWaitedFor() {
        ReloadRequest request = read(null, null, "YES");
        assertThat(request.blocks()).isFalse();
        assertThat(request.skip()).isTrue();
        assertThat(request.satisfiedBy(list(0, false))).isTrue();
        assertThat(request.tooFarAhead(list(0, false))).isFalse();
    }

    @Test
    void theEndAnswersEverybody() {
        assertThat(new ReloadRequest(99, 5, false).satisfiedBy(list(0, true))).isTrue();
    }

    @Test
    void nobodyWaitsForMoreThanTwoSegmentsAhead() {
        assertThat(new ReloadRequest(13, 0, false).tooFarAhead(list(1, false))).isFalse();
        assertThat(new ReloadRequest(14, 0, false).tooFarAhead(list(1, false))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"YES, true", "v2, true", "NO, false", "yes, false", ", false"})
    void skippingIsAskedForInTwoWords(@Nullable String skip, boolean asked) {
        assertThat(read("1", "2", skip).skip()).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        ", 1",
        "'', ",
        "-1, ",
        "1.5, ",
        "+1, ",
        "x, ",
        "1, -1",
        "1, ''",
        "1, 99999999999",
        "9999999999999999999, ",
        "१, ",
    })
    void whatIsNoNumberIsNoRequest(@Nullable String msn, @Nullable String part) {
        assertThat(ReloadRequest.read(msn, part, null)).isEmpty();
    }

    private static ReloadRequest read(@Nullable String msn, @Nullable String part, @Nullable String skip) {
        return ReloadRequest.read(msn, part, skip).orElseThrow();
    }
}
