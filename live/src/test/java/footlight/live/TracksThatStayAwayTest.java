package footlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracksThatStayAwayTest {
    @Test
    void whoComesWhileAnAnnouncedPictureStaysAwayHearsTheSound() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        Show.Notes waiting = show.viewer();
        soundFor(show, 0, 2900);
        assertThat(waiting.got).isEmpty();

        soundFor(show, 3000, 3500);
        assertThat(waiting.got.getFirst()).endsWith("A3000");
        assertThat(show.viewer().got.getFirst()).endsWith("A3000");
        assertThat(show.stream.facts().formats().video()).isNull();
    }

    @Test
    void aPictureThatComesAfterAllIsPromisedAgainBeforeIt() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        soundFor(show, 0, 4000);
        TapTest.Notebook tap = new TapTest.Notebook();
        show.stream.attach(tap);
        tap.notes.clear();
        show.keyframe(4100);

        assertThat(tap.notes).containsExactly("va!", "K4100");
        assertThat(show.viewer().got).containsExactly("H K4100");
    }

    @Test
    void whoComesAfterAPictureWithoutItsKeyframeWaitsForOne() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        soundFor(show, 0, 4000);
        show.picture(4100);
        Show.Notes viewer = show.viewer();
        show.picture(4140);
        show.keyframe(4180);

        assertThat(viewer.got).containsExactly("H K4180");
    }

    @Test
    void anEncoderThatRepeatsItsAnnouncementPromisesNothingMoreByIt() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        soundFor(show, 0, 4000);
        show.formats(Show.OTHER_PICTURE);
        assertThat(show.stream.facts().formats().video()).isNull();

        show.keyframe(4100);
        assertThat(show.stream.facts().formats().video()).isEqualTo(Show.OTHER_PICTURE);
    }

    @Test
    void aPictureThatStopsIsPromisedForAWhileAndThenSoundGoesOnWithoutIt() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        show.keyframe(0);
        soundFor(show, 0, 9900);
        assertThat(show.stream.facts().formats().video()).isNotNull();

        soundFor(show, 10_000, 10_000);
        assertThat(show.stream.facts().formats().video()).isNull();
        assertThat(show.viewer().got).containsExactly("H A10000");
    }

    @Test
    void soundThatStopsIsNotPromisedToWhoComesLater() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        show.sound(0);
        for (int ms = 0; ms <= 10_000; ms += 500) show.keyframe(ms);

        assertThat(show.stream.facts().formats()).isEqualTo(new Formats(Show.PICTURE, null, true));
    }

    @Test
    void pictureAfterPictureWithLongPausesStaysPromised() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        TapTest.Notebook tap = new TapTest.Notebook();
        show.stream.attach(tap);
        for (int ms = 0; ms < 40_000; ms += 8000) {
            show.keyframe(ms);
            soundFor(show, ms, ms + 7900);
        }

        assertThat(tap.told).extracting(formats -> formats.video()).doesNotContainNull();
    }

    /// The clock of the machine is no clock of the media.
    @Test
    void aClockThatIsSetForwardTakesNoTrackAway() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        show.keyframe(0);
        show.sound(10);
        show.nowMs += 3_600_000;
        show.picture(40);
        show.sound(50);

        assertThat(show.stream.facts().formats()).isEqualTo(new Formats(Show.PICTURE, Show.SOUND));
    }

    private static void soundFor(Show show, int fromMs, int toMs) {
        for (int ms = fromMs; ms <= toMs; ms += 100) {
            show.sound(ms);
            show.pass(100);
        }
    }
}
