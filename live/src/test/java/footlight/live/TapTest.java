package footlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TapTest {
    @Test
    void aTapGetsFormatsThenFramesAsTheyComeWhateverTheMergeWindow() {
        Show show = new Show(new FlushWindow.Millis(350));
        Notebook tap = tapped(show);
        show.formats(Show.PICTURE, Show.SOUND);
        show.keyframe(0);
        show.sound(10);
        show.picture(40);

        assertThat(tap.notes).containsExactly("v", "va", "K0", "A10", "P40");
    }

    @Test
    void aTapThatComesLateIsToldTheFormatsAndGivenTheRunSinceTheKeyframe() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        show.keyframe(0);
        show.keyframe(40);
        show.picture(80);
        Notebook tap = tapped(show);
        show.sound(90);

        assertThat(tap.notes).containsExactly("va", "K40", "P80", "A90");
    }

    @Test
    void aTapThatComesBeforeAnybodyPublishesIsToldNothingYet() {
        Show show = new Show(new FlushWindow.Immediate());
        LiveStream fresh = show.streams.open("fresh", show.loop());
        Notebook tap = new Notebook();
        fresh.attach(tap);
        assertThat(tap.notes).isEmpty();

        fresh.publish(why -> {}).format(Show.SOUND);
        assertThat(tap.notes).containsExactly("a");
    }

    @Test
    void aTapIsToldOfTheGapBetweenTwoPublishersAndTimesGoOn() {
        Show show = new Show(new FlushWindow.Immediate());
        Notebook tap = tapped(show);
        show.formats(Show.PICTURE);
        show.keyframe(5000);
        show.publication.end();
        show.pass(2000);
        show.returns();
        show.formats(Show.OTHER_PICTURE);
        show.keyframe(0);

        assertThat(tap.notes).containsExactly("v", "K5000", "gap", "back", "v", "K7000");
        assertThat(tap.told.getLast().video()).isEqualTo(Show.OTHER_PICTURE);
    }

    @Test
    void aPublisherWhoTakesOverIsAGapToo() {
        Show show = new Show(new FlushWindow.Immediate());
        Notebook tap = tapped(show);
        show.returns();

        assertThat(tap.notes).containsExactly("gap", "back");
    }

    @Test
    void aTapThatComesInAGapIsToldSo() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.keyframe(0);
        show.publication.end();
        Notebook tap = tapped(show);
        show.returns();
        show.keyframe(0);

        assertThat(tap.notes).containsExactly("v", "gap", "back", "K1");
    }

    @Test
    void theEndIsToldOnceAndATapOfAnEndedStreamIsToldAtOnce() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Notebook tap = tapped(show);
        show.stream.end();
        show.stream.end();
        Notebook late = tapped(show);

        assertThat(tap.notes).containsExactly("v", "end");
        assertThat(late.notes).containsExactly("end");
    }

    @Test
    void aDetachedTapHearsNoMore() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Notebook tap = tapped(show);
        show.keyframe(0);
        show.stream.detach(tap);
        show.picture(40);
        show.stream.end();

        assertThat(tap.notes).containsExactly("v", "K0");
    }

    @Test
    void whatATapDoesNotRetainIsFreedAndWhatItRetainsIsNot() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        List<Frame> kept = new ArrayList<>();
        Notebook tap = new Notebook() {
            @Override
            public void frame(Frame frame) {
                if (frame.keyframe()) kept.add(frame.retain());
            }
        };
        show.stream.attach(tap);
        show.keyframe(0);
        show.picture(40);
        show.stream.end();

        assertThat(show.payloads).extracting(payload -> payload.refCnt()).containsExactly(1, 0);
        kept.forEach(Frame::release);
        assertThat(show.payloads).allMatch(payload -> payload.refCnt() == 0);
    }

    @Test
    void aTapThatFailsIsLetGoAndNobodyElseNotices() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Notebook before = tapped(show);
        Notebook faulty = new Notebook() {
            @Override
            public void frame(Frame frame) {
                throw new IllegalStateException("a tap that cannot");
            }
        };
        show.stream.attach(faulty);
        Notebook after = tapped(show);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.picture(40);

        assertThat(before.notes).containsExactly("v", "K0", "P40");
        assertThat(after.notes).containsExactly("v", "K0", "P40");
        assertThat(faulty.notes).containsExactly("v", "end");
        assertThat(viewer.got).hasSize(2);
    }

    @Test
    void aTapThatDetachesAnotherInTheMiddleOfARoundIsObeyed() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Notebook second = new Notebook();
        Notebook first = new Notebook() {
            @Override
            public void frame(Frame frame) {
                show.stream.detach(second);
            }
        };
        show.stream.attach(first);
        show.stream.attach(second);
        show.keyframe(0);

        assertThat(second.notes).containsExactly("v");
    }

    @Test
    void whoListensIsToldOfAStreamBeforeItsFirstFrameAndOfItsEnd() {
        Show show = new Show(new FlushWindow.Immediate());
        Notebook tap = new Notebook();
        List<String> heard = new ArrayList<>();
        show.streams.listen(new StreamListener() {
            @Override
            public void begun(LiveStream stream) {
                heard.add("begun " + stream.id());
                stream.attach(tap);
            }

            @Override
            public void ended(LiveStream stream) {
                heard.add("ended " + stream.id());
            }
        });
        LiveStream other = show.streams.open("other", show.loop());
        assertThat(heard).isEmpty();
        Publication publication = other.publish(why -> {});
        publication.format(Show.SOUND);
        other.publish(why -> {});
        other.end();

        assertThat(heard).containsExactly("begun other", "ended other");
        assertThat(tap.notes).containsExactly("a", "gap", "back", "end");
    }

    @Test
    void aStreamThatNobodyEverPublishedBeginsAndEndsUnheard() {
        Show show = new Show(new FlushWindow.Immediate());
        List<String> heard = new ArrayList<>();
        show.streams.listen(new StreamListener() {
            @Override
            public void begun(LiveStream stream) {
                heard.add("begun");
            }

            @Override
            public void ended(LiveStream stream) {
                heard.add("ended");
            }
        });
        show.streams.open("other", show.loop()).end();

        assertThat(heard).isEmpty();
    }

    private static Notebook tapped(Show show) {
        Notebook tap = new Notebook();
        show.stream.attach(tap);
        return tap;
    }

    /// Writes everything down: formats as `v`, `a`, `va`, frames as [Show] names them.
    static class Notebook implements Tap {
        final List<String> notes = new ArrayList<>();
        final List<Formats> told = new ArrayList<>();

        @Override
        public void formats(Formats formats) {
            told.add(formats);
            notes.add(Stream.of(
                            formats.video() == null ? "" : "v",
                            formats.audio() == null ? "" : "a",
                            formats.settled() ? "!" : "")
                    .collect(Collectors.joining()));
        }

        @Override
        public void frame(Frame frame) {
            notes.add((frame.video() ? frame.keyframe() ? "K" : "P" : "A") + frame.decodeTime());
        }

        @Override
        public void interrupted() {
            notes.add("gap");
        }

        @Override
        public void resumed() {
            notes.add("back");
        }

        @Override
        public void ended() {
            notes.add("end");
        }
    }
}
