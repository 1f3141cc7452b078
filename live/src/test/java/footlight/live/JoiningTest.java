package footlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JoiningTest {
    @Test
    void theFirstViewerGetsALongRunInPiecesThatBeginWithTheKeyframe() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.add(TrackKind.VIDEO, 0, true, 100_000);
        for (int ms = 40; ms <= 160; ms += 40) show.add(TrackKind.VIDEO, ms, false, 50_000);
        Show.Notes viewer = show.viewer();

        assertThat(viewer.got).containsExactly("H K0P40", "P80P120P160");
    }

    @Test
    void whenTheHouseIsFullAJoinerWaitsAndNothingIsPackedForIt() {
        MediaMemory memory = new MediaMemory(1000);
        Show show = new Show(new StreamSettings(new FlushWindow.Immediate(), 1 << 20, 30_000), memory);
        show.formats(Show.PICTURE);
        show.keyframe(0);
        for (int ms = 40; ms < 280; ms += 40) show.picture(ms);
        for (int i = 0; i < 10; i++) show.viewer();
        assertThat(show.packing.packed).isZero();

        show.keyframe(280);
        assertThat(show.viewer().got).containsExactly("H K280");
    }

    @Test
    void aRunThatOutgrowsTheHouseWhenPackedIsPackedOnceAtMost() {
        MediaMemory memory = new MediaMemory(201);
        Show show = new Show(new StreamSettings(new FlushWindow.Immediate(), 1 << 20, 30_000), memory);
        show.formats(Show.PICTURE);
        show.keyframe(100_000_000);
        show.packing.padding = "x".repeat(100);
        for (int i = 0; i < 10; i++) show.viewer();

        assertThat(show.packing.packed).isEqualTo(1);
        assertThat(memory.usedBytes()).isEqualTo(100);
    }
}
