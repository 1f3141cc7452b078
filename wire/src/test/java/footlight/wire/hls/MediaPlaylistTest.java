package footlight.wire.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MediaPlaylistTest {
    private static final SegmentStart PLAIN = new SegmentStart(false, "init.mp4", null);
    private static final ServerControl LOW_LATENCY = new ServerControl(true, 1_002_000, 12_000_000, 24_000_000);

    @Test
    void aLowLatencyPlaylistReadsAsItsTextHasIt() {
        var first = new Segment(
                new SegmentStart(false, "a-init.mp4", Instant.parse("2026-11-20T13:12:09.1239Z")),
                List.of(new Part("a-7.0.mp4", 333_333, true), new Part("a-7.1.mp4", 320_000, false)),
                "a-7.mp4",
                653_333);
        var open = new OpenSegment(
                new SegmentStart(true, "b-init.mp4", Instant.parse("2026-11-20T13:12:10Z")),
                List.of(new Part("b-8.0.mp4", 334_000, true), new Part("b-8.1.mp4", 334_000, false, true)));
        var list = new MediaPlaylist(
                4,
                334_000,
                LOW_LATENCY,
                PlaylistType.SLIDING,
                7,
                2,
                List.of(first),
                open,
                new PreloadHint(PreloadHint.Kind.PART, "b-8.2.mp4"),
                List.of(new RenditionReport("../low/video.m3u8", 8, 1)),
                false);
        assertThat(text(list)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:9
                #EXT-X-TARGETDURATION:4
                #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.002,HOLD-BACK=12.000,CAN-SKIP-UNTIL=24.000
                #EXT-X-PART-INF:PART-TARGET=0.334
                #EXT-X-MEDIA-SEQUENCE:7
                #EXT-X-DISCONTINUITY-SEQUENCE:2
                #EXT-X-MAP:URI="a-init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:12:09.123Z
                #EXT-X-PART:DURATION=0.333333,URI="a-7.0.mp4",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.320,URI="a-7.1.mp4"
                #EXTINF:0.653333,
                a-7.mp4
                #EXT-X-DISCONTINUITY
                #EXT-X-MAP:URI="b-init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:12:10.000Z
                #EXT-X-PART:DURATION=0.334,URI="b-8.0.mp4",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.334,URI="b-8.1.mp4",GAP=YES
                #EXT-X-PRELOAD-HINT:TYPE=PART,URI="b-8.2.mp4"
                #EXT-X-RENDITION-REPORT:URI="../low/video.m3u8",LAST-MSN=8,LAST-PART=1
                """);
        assertThat(list.openMsn()).isEqualTo(8);
        assertThat(list.openParts()).isEqualTo(2);
    }

    @Test
    void aPlainPlaylistHasNothingOfLowLatency() {
        var list = new MediaPlaylist(
                4,
                0,
                ServerControl.NONE,
                PlaylistType.SLIDING,
                0,
                0,
                List.of(segment(0, 4_000_000), segment(1, 3_999_999)),
                null,
                null,
                List.of(),
                false);
        assertThat(text(list)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:4.000,
                0.mp4
                #EXTINF:3.999999,
                1.mp4
                # to be continued
                """);
    }

    @Test
    void theEndIsToldLastAndNothingIsHintedAtBehindIt() {
        var list = new MediaPlaylist(
                4,
                334_000,
                LOW_LATENCY,
                PlaylistType.EVENT,
                0,
                0,
                segments(2),
                null,
                new PreloadHint(PreloadHint.Kind.MAP, "next.mp4"),
                List.of(),
                true);
        assertThat(text(list))
                .contains("#EXT-X-PLAYLIST-TYPE:EVENT\n")
                .endsWith("\n1.mp4\n#EXT-X-ENDLIST\n")
                .doesNotContain("PRELOAD-HINT");
    }

    @Test
    void theInitSegmentIsToldWhereItChanges() {
        List<Segment> segments = List.of(
                new Segment(PLAIN, List.of(), "0.mp4", 1_000_000),
                new Segment(PLAIN, List.of(), "1.mp4", 1_000_000),
                new Segment(new SegmentStart(true, "other.mp4", null), List.of(), "2.mp4", 1_000_000),
                new Segment(new SegmentStart(false, "other.mp4", null), List.of(), "3.mp4", 1_000_000),
                new Segment(new SegmentStart(true, "init.mp4", null), List.of(), "4.mp4", 1_000_000));
        assertThat(text(sliding(segments, null))
                        .lines()
                        .filter(line -> line.startsWith("#EXT-X-MAP") || line.endsWith("mp4")))
                .containsExactly(
                        "#EXT-X-MAP:URI=\"init.mp4\"",
                        "0.mp4",
                        "1.mp4",
                        "#EXT-X-MAP:URI=\"other.mp4\"",
                        "2.mp4",
                        "3.mp4",
                        "#EXT-X-MAP:URI=\"init.mp4\"",
                        "4.mp4");
    }

    @Test
    void aSegmentThatIsNotThereIsMarked() {
        var gap = new Segment(PLAIN, List.of(), "0.mp4", 1_000_000, true);
        assertThat(text(sliding(List.of(gap), null))).contains("\n#EXT-X-GAP\n#EXTINF:1.000,\n0.mp4\n");
    }

    @Test
    void partsAreToldForThreeTargetDurationsFromTheEnd() {
        // 4 s each: the end of segment 6 is 12 s from the end of the list, that of segment 7 is 8 s.
        String text = text(sliding(segments(10), null));
        assertThat(text).doesNotContain("\"6.0.mp4\"").contains("\"7.0.mp4\"", "\"9.11.mp4\"");
        // A second more in the open segment moves the end.
        String further = text(sliding(segments(10), open(10, 3)));
        assertThat(further).doesNotContain("\"6.0.mp4\"").contains("\"7.0.mp4\"", "\"10.2.mp4\"");
        String muchFurther = text(sliding(segments(10), open(10, 12)));
        assertThat(muchFurther).doesNotContain("\"7.0.mp4\"").contains("\"8.0.mp4\"");
    }

    @Test
    void aDeltaUpdateSkipsWhatLiesWhollyBeforeTheBoundary() {
        // The boundary is 24 s from the end: segments 0 to 3 of ten end there or before.
        MediaPlaylist list = sliding(segments(10), null);
        String delta = delta(list);
        assertThat(delta).contains("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-SKIP:SKIPPED-SEGMENTS=4\n");
        assertThat(delta.lines().filter(line -> line.endsWith("mp4")))
                .containsExactly("4.mp4", "5.mp4", "6.mp4", "7.mp4", "8.mp4", "9.mp4");
        assertThat(delta).doesNotContain("EXT-X-MAP");
    }

    @Test
    void aDeltaUpdateAndTheListBeforeItMakeTheWholeList() {
        for (int count = 7; count < 30; count++) {
            List<Segment> segments = new ArrayList<>(segments(count));
            segments.set(5, new Segment(new SegmentStart(true, "other.mp4", null), List.of(), "5.mp4", 2_000_000));
            MediaPlaylist list = sliding(segments, open(count, count % 12));
            List<String> whole = text(list).lines().toList();
            List<String> delta = delta(list).lines().toList();
            int skip = IntStream.range(0, delta.size())
                    .filter(i -> delta.get(i).startsWith("#EXT-X-SKIP"))
                    .findFirst()
                    .orElseThrow();
            int skipped =
                    Integer.parseInt(delta.get(skip).substring(delta.get(skip).indexOf('=') + 1));
            int behind = afterUris(whole, skipped);
            List<String> joined = new ArrayList<>(delta.subList(0, skip));
            joined.addAll(whole.subList(skip, behind));
            joined.addAll(delta.subList(skip + 1, delta.size()));
            assertThat(joined).isEqualTo(whole);
        }
    }

    private static int afterUris(List<String> lines, int count) {
        int at = 0;
        for (int uris = 0; uris < count; at++) if (!lines.get(at).startsWith("#")) uris++;
        return at;
    }

    @Test
    void nothingIsSkippedOfAShortListOrAFinishedOneOrWhereItIsNotOffered() {
        assertThat(sliding(segments(6), null).delta()).isEmpty();
        var ended = new MediaPlaylist(
                4, 334_000, LOW_LATENCY, PlaylistType.SLIDING, 0, 0, segments(12), null, null, List.of(), true);
        assertThat(ended.delta()).isEmpty();
        var without = new MediaPlaylist(
                4,
                334_000,
                new ServerControl(true, 1_002_000, 0, 0),
                PlaylistType.SLIDING,
                0,
                0,
                segments(12),
                null,
                null,
                List.of(),
                false);
        assertThat(without.delta()).isEmpty();
        assertThat(text(without)).contains("#EXT-X-VERSION:6\n");
    }

    @Test
    void anOpenSegmentWithoutPartsIsNotToldOf() {
        var start = new OpenSegment(new SegmentStart(true, "other.mp4", Instant.EPOCH), List.of());
        assertThat(text(sliding(segments(1), start))).endsWith("0.mp4\n# to be continued\n");
    }

    @Test
    void whatWouldBreakThePlaylistIsOurOwnFault() {
        for (String uri : List.of("", "#a", "a b", "a\"b", "a\nb", "a\rb", "ä"))
            assertThatThrownBy(() -> text(sliding(List.of(new Segment(PLAIN, List.of(), uri, 1)), null)))
                    .as(uri)
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sliding(List.of(segment(0, 4_500_000)), null))
                .hasMessageContaining("over the target duration of 4 s");
        assertThat(sliding(List.of(segment(0, 4_499_999)), null)).isNotNull();
        assertThatThrownBy(() -> control(new ServerControl(true, 1_001_000, 0, 0)))
                .hasMessageContaining("PART-HOLD-BACK");
        assertThatThrownBy(() -> control(new ServerControl(true, 1_002_000, 11_999_000, 0)))
                .hasMessageContaining("HOLD-BACK");
        assertThatThrownBy(() -> control(new ServerControl(true, 1_002_000, 0, 23_000_000)))
                .hasMessageContaining("CAN-SKIP-UNTIL");
    }

    private static MediaPlaylist control(ServerControl control) {
        return new MediaPlaylist(
                4, 334_000, control, PlaylistType.SLIDING, 0, 0, segments(1), null, null, List.of(), false);
    }

    private static MediaPlaylist sliding(List<Segment> segments, @Nullable OpenSegment open) {
        return new MediaPlaylist(
                4, 334_000, LOW_LATENCY, PlaylistType.SLIDING, 0, 0, segments, open, null, List.of(), false);
    }

    private static List<Segment> segments(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Segment(PLAIN, parts(i, 12), i + ".mp4", 4_000_000))
                .toList();
    }

    private static OpenSegment open(int msn, int parts) {
        return new OpenSegment(PLAIN, parts(msn, parts));
    }

    private static List<Part> parts(int msn, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Part(msn + "." + i + ".mp4", i < 11 ? 334_000 : 326_000, i == 0))
                .toList();
    }

    private static Segment segment(int msn, long durationUs) {
        return new Segment(PLAIN, List.of(), msn + ".mp4", durationUs);
    }

    private static String delta(MediaPlaylist list) {
        return string(list.delta().orElseThrow());
    }

    private static String text(MediaPlaylist list) {
        return string(list.text());
    }

    static String string(ByteBuffer text) {
        return StandardCharsets.UTF_8.decode(text).toString();
    }
}
