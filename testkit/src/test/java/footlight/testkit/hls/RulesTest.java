package footlight.testkit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A judge that finds nothing wrong with a good playlist, and with a bad one what is wrong.
final class RulesTest {
    private static final String LIST = """
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:1
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.002,HOLD-BACK=3.000,CAN-SKIP-UNTIL=6.000
            #EXT-X-PART-INF:PART-TARGET=0.334
            #EXT-X-MEDIA-SEQUENCE:7
            #EXT-X-DISCONTINUITY-SEQUENCE:2
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:12:09.000Z
            #EXT-X-PART:DURATION=0.334,URI="7.0.m4s",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.334,URI="7.1.m4s"
            #EXT-X-PART:DURATION=0.332,URI="7.2.m4s"
            #EXTINF:1.000,
            7.m4s
            #EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="other.mp4"
            #EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:12:15.000Z
            #EXT-X-PART:DURATION=0.300,URI="8.0.m4s",INDEPENDENT=YES
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="8.1.m4s"
            """;

    private static final String NEXT = LIST.replace(
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"8.1.m4s\"",
            "#EXT-X-PART:DURATION=0.334,URI=\"8.1.m4s\"\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"8.2.m4s\"");

    @Test
    void aGoodListIsReadWithAllThatItTells() {
        ListedMedia list = MediaListReader.read(LIST);
        assertThat(judged(LIST)).isEmpty();
        assertThat(list.openMsn()).isEqualTo(8);
        assertThat(list.openParts()).isEqualTo(1);
        assertThat(list.segments()).extracting(ListedSegment::era).containsExactly(2L, 3L);
        assertThat(list.partHint()).contains("8.1.m4s");
        assertThat(list.has(8, 0)).isTrue();
        assertThat(list.has(8, 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PART-HOLD-BACK=1.002 | PART-HOLD-BACK=1.000 | under 3 part targets",
                "HOLD-BACK=3.000 | HOLD-BACK=2.900 | HOLD-BACK 2.9 is under 3 target durations",
                "CAN-SKIP-UNTIL=6.000 | CAN-SKIP-UNTIL=5.9 | under 6 target durations",
                "CAN-BLOCK-RELOAD=YES, | '' | without CAN-BLOCK-RELOAD",
                "#EXTINF:1.000 | #EXTINF:1.500 | over the target duration of 1",
                "#EXTINF:1.000 | #EXTINF:1.010 | 1.000000 s together, the segment 1.010000 s",
                "DURATION=0.334,URI=\"7.1.m4s\" | DURATION=0.335,URI=\"7.1.m4s\" | 7.1.m4s of 0.335 s is over the target",
                "DURATION=0.334,URI=\"7.1.m4s\" | DURATION=0.280,URI=\"7.1.m4s\" | 7.1.m4s of 0.28 s is under 85 %",
                "0.334,URI=\"7.0.m4s\",INDEPENDENT=YES | 0.280,URI=\"7.0.m4s\" | 7.0.m4s of 0.28 s is under 85 %",
                "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"8.1.m4s\" | #EXT-X-ENDLIST | ''",
                "#EXT-X-MAP:URI=\"init.mp4\" | '' | segment 7 without EXT-X-MAP",
                "#EXT-X-DISCONTINUITY\\n | '' | 5.000 s off the end of the one before",
            })
    void whatIsWrongInAListIsFound(String good, String bad, String finding) {
        String text = LIST.replace(good.replace("\\n", "\n"), bad);
        assertThat(text).isNotEqualTo(LIST);
        if (finding.isEmpty()) assertThat(judged(text)).isEmpty();
        else assertThat(judged(text)).anyMatch(found -> found.contains(finding));
    }

    /// What begins with a keyframe, what is missing, what stands before that, and a segment's last.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DURATION=0.334,URI=\"7.0.m4s\",INDEPENDENT=YES | DURATION=0.040,URI=\"7.0.m4s\",INDEPENDENT=YES",
                "DURATION=0.334,URI=\"7.1.m4s\" | DURATION=0.040,URI=\"7.1.m4s\",GAP=YES",
                "DURATION=0.332,URI=\"7.2.m4s\" | DURATION=0.040,URI=\"7.2.m4s\"",
            })
    void aShortPartIsNoFaultWhereTheTextAllowsIt(String good, String bad) {
        assertThat(judged(LIST.replace(good, bad))).noneMatch(found -> found.contains("85 %"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#EXTM3U",
                "#EXTM3U\n#EXT-X-VERSION:6\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-TARGETDURATION:4\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:four\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n7.m4s\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PART:URI=\"a\"\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PART:URI=\"a,DURATION=1\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-ENDLIST\n#EXT-X-DISCONTINUITY\n",
            })
    void whatIsNoPlaylistIsRefused(String text) {
        assertThatThrownBy(() -> MediaListReader.read(text)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aPartMoreAndTheHintAfterItAreAsTheyShouldBe() {
        assertThat(reloaded(LIST, NEXT)).isEmpty();
        assertThat(reloaded(LIST, LIST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#EXT-X-TARGETDURATION:1 | #EXT-X-TARGETDURATION:2 | TARGETDURATION went from 1 to 2",
                "PART-TARGET=0.334 | PART-TARGET=0.335 | PART-TARGET went",
                "#EXT-X-MEDIA-SEQUENCE:7 | #EXT-X-MEDIA-SEQUENCE:6 | MEDIA-SEQUENCE went back from 7 to 6",
                "DISCONTINUITY-SEQUENCE:2 | DISCONTINUITY-SEQUENCE:1 | DISCONTINUITY-SEQUENCE went back",
                "DISCONTINUITY-SEQUENCE:2 | DISCONTINUITY-SEQUENCE:3 | segment 7 moved from discontinuity 2 to 3",
                "init.mp4 | other.mp4 | segment 7's init segment changed",
                "13:12:09 | 13:12:08 | segment 7's wall clock changed",
                "7.m4s | 07.m4s | segment 7's URI changed",
                "#EXTINF:1.000 | #EXTINF:1.001 | segment 7's duration changed",
                "7.1.m4s | 7.9.m4s | segment 7's parts changed",
                "8.1.m4s | 8.7.m4s | hinted at 8.1.m4s, but 8.7.m4s came",
            })
    void whatMayNotChangeIsFound(String good, String bad, String finding) {
        // Without the discontinuity, behind which a hint may be wrong.
        String before = LIST.replace("#EXT-X-DISCONTINUITY\n", "");
        String now = NEXT.replace("#EXT-X-DISCONTINUITY\n", "").replace(good, bad);
        assertThat(reloaded(before, now)).anyMatch(found -> found.contains(finding));
    }

    @Test
    void aHintThatChangesWithoutAPartIsFound() {
        assertThat(reloaded(LIST, LIST.replace("8.1.m4s", "8.5.m4s")))
                .anyMatch(found -> found.contains("and no part came"));
    }

    @Test
    void nothingChangesBehindTheEnd() {
        String ended = LIST.replace("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"8.1.m4s\"", "#EXT-X-ENDLIST");
        assertThat(reloaded(ended, ended)).isEmpty();
        assertThat(reloaded(ended, NEXT)).anyMatch(found -> found.contains("changed behind its end"));
    }

    @Test
    void aDeltaUpdateIsFilledInFromTheListBefore() {
        String delta = NEXT.replaceAll("(?s)#EXT-X-MAP:URI=\"init.mp4\".*7.m4s\n", "#EXT-X-SKIP:SKIPPED-SEGMENTS=1\n");
        Findings findings = new Findings();
        ListedMedia filled = DeltaUpdate.filled(MediaListReader.read(LIST), MediaListReader.read(delta), findings);
        assertThat(filled).isEqualTo(MediaListReader.read(NEXT));
        // It tells of 0.6 s only, where all of the last 6 s must stand.
        assertThat(findings.all()).singleElement().asString().contains("less than CAN-SKIP-UNTIL");
    }

    @Test
    void aDeltaUpdateMayNotSkipWhatWasNeverTold() {
        String delta = LIST.replace("#EXT-X-MAP:URI=\"init.mp4\"", "#EXT-X-SKIP:SKIPPED-SEGMENTS=9");
        Findings findings = new Findings();
        DeltaUpdate.filled(MediaListReader.read(LIST), MediaListReader.read(delta), findings);
        assertThat(findings.all()).anyMatch(found -> found.contains("which was never told of"));
    }

    private static List<String> judged(String text) {
        Findings findings = new Findings();
        ListRules.judge(MediaListReader.read(text), findings);
        return findings.all();
    }

    private static List<String> reloaded(String before, String now) {
        Findings findings = new Findings();
        ReloadRules.judge(MediaListReader.read(before), MediaListReader.read(now), findings);
        return findings.all();
    }
}
