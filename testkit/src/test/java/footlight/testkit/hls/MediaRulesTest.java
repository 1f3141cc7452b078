package footlight.testkit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.mp4.Box;
import footlight.testkit.mp4.Movie;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Fragments of one picture track in milliseconds, each of one run of samples of 40 ms.
final class MediaRulesTest {
    private static final Movie PICTURES = new Movie(
            List.of(new Movie.Track(1, 1000, "vide", new Box("avc1", 0, 8, ByteBuffer.allocate(78)), 0, 0, 0)));

    private final Findings findings = new Findings();
    private final MediaRules rules = new MediaRules(findings);

    @Test
    void partsThatFollowEachOtherAreFine() {
        judge(0, 0.32, true, fragment(5000, 8, true));
        judge(0, 0.32, false, fragment(5320, 8, false));
        // Behind a discontinuity time begins anew.
        judge(1, 0.32, true, fragment(0, 8, true));
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void aGapBetweenPartsIsFound() {
        judge(0, 0.32, true, fragment(5000, 8, true));
        judge(0, 0.32, false, fragment(5321, 8, false));
        assertThat(findings.all()).singleElement().asString().contains("track 1 goes on at 5321, 0.0010 s off its end");
    }

    @Test
    void independenceThatIsNotThereOrNotToldIsFound() {
        judge(0, 0.32, true, fragment(0, 8, false));
        judge(0, 0.32, false, fragment(320, 8, true));
        assertThat(findings.all())
                .hasSize(2)
                .anyMatch(found -> found.contains("begins without a keyframe and is told"))
                .anyMatch(found -> found.contains("begins with a keyframe and is not told"));
    }

    @Test
    void durationsThatAreNotToldRightAreFound() {
        judge(0, 0.5, true, fragment(0, 8, true));
        assertThat(findings.all()).anyMatch(found -> found.contains("told to be 0.5000 s and holds 0.3200 s"));
    }

    @Test
    void aListThatDriftsOffItsMediaIsFound() {
        for (int i = 0; i < 10; i++) judge(0, 0.334, i == 0, fragment(320L * i, 8, i == 0));
        assertThat(findings.all())
                .allMatch(found -> found.contains("the list tells of"))
                .hasSize(3);
    }

    private void judge(long era, double seconds, boolean independent, byte[] bytes) {
        ListedPart part = new ListedPart("part", seconds, independent, false);
        var segment = new ListedSegment(
                7, era, false, Optional.of("init"), Optional.empty(), List.of(part), Optional.empty(), 0, false);
        rules.judge(segment, part, PICTURES, bytes);
    }

    /// moof with mfhd and a traf of tfhd, tfdt and trun; samples of one byte.
    private static byte[] fragment(long base, int samples, boolean sync) {
        int trun = 20 + 4;
        int traf = 8 + 24 + 20 + trun;
        int moof = 8 + 16 + traf;
        ByteBuffer out = ByteBuffer.allocate(moof + 8 + samples);
        box(out, moof, "moof");
        box(out, 16, "mfhd").putInt(0).putInt(1);
        box(out, traf, "traf");
        box(out, 24, "tfhd").putInt(0x020008 | 0x10).putInt(1).putInt(40).putInt(1);
        box(out, 20, "tfdt").putInt(1 << 24).putLong(base);
        box(out, trun, "trun").putInt(0x5).putInt(samples).putInt(moof + 8).putInt(sync ? 0x02000000 : 0x01010000);
        box(out, 8 + samples, "mdat");
        return out.array();
    }

    private static ByteBuffer box(ByteBuffer out, int bytes, String type) {
        out.putInt(bytes);
        for (char c : type.toCharArray()) out.put((byte) c);
        return out;
    }
}
