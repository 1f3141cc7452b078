package footlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    @Test
    void aViewerBeginsWithTheNextKeyframeWhenNoneIsCached() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();

        show.picture(0);
        show.keyframe(40);
        show.picture(80);

        assertThat(viewer.got).containsExactly("H K40", "P80");
    }

    @Test
    void aLateViewerBeginsAtOnceWithTheRunSinceTheNewestKeyframe() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        show.keyframe(0);
        show.keyframe(40);
        show.sound(50);
        show.picture(80);

        Show.Notes viewer = show.viewer();
        show.picture(120);

        assertThat(viewer.got).containsExactly("H K40A50P80", "P120");
    }

    @Test
    void framesArePackedOnceHoweverManyWatch() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        for (int i = 0; i < 10; i++) show.viewer();

        show.keyframe(0);
        show.picture(40);

        assertThat(show.packing.packed).isEqualTo(2);
    }

    @Test
    void nothingIsPackedWhileNobodyWatches() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.keyframe(0);
        show.picture(40);

        assertThat(show.packing.packed).isZero();
    }

    @Test
    void viewersOnOtherLoopsGetTheSameInTheSameOrder() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        EmbeddedChannel otherLoop = new EmbeddedChannel();
        Show.Notes far = new Show.Notes(otherLoop.eventLoop());
        show.keyframe(0);
        show.stream.join(show.packing, far);
        show.picture(40);
        show.keyframe(80);
        otherLoop.runPendingTasks();

        assertThat(far.got).containsExactly("H K0", "P40", "K80");
    }

    @Test
    void withAWindowOfOneFrameSoundRidesAlongWithThePicture() {
        Show show = new Show(new FlushWindow.OneFrame()).formats(Show.PICTURE, Show.SOUND);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.sound(10);
        show.sound(30);
        show.picture(40);

        assertThat(viewer.got).containsExactly("H !K0", "A10A30P40");
    }

    @Test
    void soundDoesNotWaitLongForAPictureThatStaysAway() {
        Show show = new Show(new FlushWindow.OneFrame()).formats(Show.PICTURE, Show.SOUND);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.sound(10);
        show.pass(59);
        assertThat(viewer.got).hasSize(1);

        show.pass(1);
        assertThat(viewer.got).containsExactly("H !K0", "A10");
    }

    @Test
    void aWindowInMillisecondsLetsAPictureGoWhenTheLastOneIsThatLongAgo() {
        Show show = new Show(new FlushWindow.Millis(20)).formats(Show.PICTURE, Show.SOUND);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.pass(5);
        show.sound(5);
        show.pass(21);
        show.sound(26);
        show.pass(7);
        show.picture(33);
        show.pass(10);
        show.picture(43);
        assertThat(viewer.got).containsExactly("H !K0", "A5A26P33");

        show.pass(10);
        assertThat(viewer.got).containsExactly("H !K0", "A5A26P33", "P43");
    }

    @Test
    void aLongerWindowGathersAllThatComesWithinIt() {
        Show show = new Show(new FlushWindow.Millis(350)).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.pass(300);
        show.picture(300);
        show.pass(40);
        show.picture(340);
        show.pass(9);
        assertThat(viewer.got).hasSize(1);

        show.pass(1);
        assertThat(viewer.got).containsExactly("H !K0", "P300P340");
        show.pass(100);
        show.picture(450);
        show.pass(249);
        assertThat(viewer.got).hasSize(2);
        show.pass(1);
        assertThat(viewer.got).hasSize(3);
    }

    @Test
    void inAWindowSoundDoesNotWaitLongForAPictureThatStaysAway() {
        Show show = new Show(new FlushWindow.Millis(20)).formats(Show.PICTURE, Show.SOUND);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.pass(5);
        show.sound(5);
        show.pass(59);
        assertThat(viewer.got).hasSize(1);

        show.pass(1);
        assertThat(viewer.got).containsExactly("H !K0", "A5");
    }

    @Test
    void aClockThatIsSetBackDelaysAPictureByAWindowAtMost() {
        Show show = new Show(new FlushWindow.Millis(20)).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.nowMs -= 3_600_000;
        show.picture(40);
        show.pass(20);

        assertThat(viewer.got).hasSize(2);
    }

    @Test
    void aBatchNeverHoldsAKeyframeInItsMiddle() {
        Show show = new Show(new FlushWindow.Millis(350)).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.picture(40);
        show.keyframe(80);
        show.picture(120);
        show.pass(350);

        assertThat(viewer.got).containsExactly("H !K0", "P40", "K80P120");
    }

    @Test
    void soundAloneIsCutIntoRunsSoThatAJoinerNeverStartsFarBack() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.SOUND);
        for (int ms = 0; ms < 1500; ms += 100) {
            show.sound(ms);
            show.pass(100);
        }

        assertThat(show.viewer().got).containsExactly("H A1000A1100A1200A1300A1400");
    }

    @Test
    void afterAWhileTheOtherTrackIsNotExpectedAnyMoreUntilAPublisherReturns() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.viewer();
        show.keyframe(0);
        show.pass(2999);
        show.picture(2999);
        assertThat(show.packing.heads).containsExactly("open");
        show.pass(1);
        show.picture(3000);
        assertThat(show.packing.heads).containsExactly("open", "settled");

        show.returns();
        show.formats(Show.PICTURE);
        show.keyframe(0);
        assertThat(show.packing.heads).containsExactly("open", "settled", "open");
    }

    @Test
    void aChangedPictureFormatIsToldAndTheOldRunIsForgotten() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes early = show.viewer();
        show.keyframe(0);
        show.formats(Show.OTHER_PICTURE);
        Show.Notes late = show.viewer();
        show.keyframe(40);

        assertThat(early.got).containsExactly("H !K0", "!K40");
        assertThat(late.got).containsExactly("H !K40");
    }

    @Test
    void aPublisherWhoReturnsGoesOnWhereTheOneBeforeStopped() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(5000);
        show.pass(40);
        show.picture(5040);
        show.publication.end();
        show.pass(2000);
        show.returns();
        show.formats(Show.PICTURE);
        show.keyframe(0);
        show.pass(40);
        show.picture(40);

        assertThat(viewer.got).containsExactly("H !K5000", "P5040", "K7040", "P7080");
    }

    @Test
    void aSecondPublisherTakesOverAndTheFirstIsToldAndNoLongerHeard() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Publication first = show.publication;
        show.returns();

        assertThat(show.shutOut).containsExactly(Publisher.Why.TAKEN_OVER);
        show.publication = first;
        show.keyframe(0);
        assertThat(show.payloads).allMatch(p -> p.refCnt() == 0);
        assertThat(show.stream.facts().keyframes()).isZero();
    }

    @Test
    void whoJoinsDuringADropWaitsForTheNextPicture() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes early = show.viewer();
        show.keyframe(0);
        show.publication.end();
        Show.Notes late = show.viewer();
        assertThat(late.got).isEmpty();
        assertThat(show.memory.usedBytes()).isZero();

        show.returns();
        show.keyframe(0);
        assertThat(late.got).hasSize(1);
        assertThat(early.got).hasSize(2);
    }

    @Test
    void aDismissedPublisherLeavesTheViewersWaiting() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.stream.dismissPublisher();

        assertThat(show.shutOut).containsExactly(Publisher.Why.DISMISSED);
        assertThat(show.stream.facts().published()).isFalse();
        assertThat(viewer.ended).isFalse();
    }

    @Test
    void endingTellsEveryoneAndLeavesNoBuffer() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.picture(40);
        show.stream.end();

        assertThat(viewer.ended).isTrue();
        assertThat(show.shutOut).containsExactly(Publisher.Why.STREAM_ENDED);
        assertThat(show.payloads).allMatch(p -> p.refCnt() == 0);
        assertThat(show.packing.made).allMatch(b -> b.refCnt() == 0);
        assertThat(show.memory.usedBytes()).isZero();
        assertThat(show.streams.find("s")).isEmpty();
    }

    @Test
    void whenTheLastViewerLeavesNothingPackedIsKept() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        assertThat(show.stream.facts().viewers()).isEqualTo(1);
        show.stream.leave(show.packing, viewer);
        show.pass(0);

        assertThat(show.stream.facts().viewers()).isZero();
        assertThat(show.packing.made).allMatch(b -> b.refCnt() == 0);
    }

    @Test
    void aViewerWhoLeavesInTheMiddleOfBeingServedDisturbsNobody() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes quitter = new Show.Notes(show.loop()) {
            @Override
            public void take(Batch batch) {
                super.take(batch);
                show.stream.leave(show.packing, this);
            }
        };
        Show.Notes before = show.viewer();
        show.stream.join(show.packing, quitter);
        Show.Notes after = show.viewer();
        show.keyframe(0);
        show.pass(0);
        show.picture(40);

        assertThat(before.got).containsExactly("H !K0", "P40");
        assertThat(after.got).containsExactly("H !K0", "P40");
        assertThat(quitter.got).hasSize(1);
        assertThat(show.stream.facts().viewers()).isEqualTo(2);
    }

    @Test
    void aRunPastItsBudgetIsDroppedAndJoinersWaitForTheNextKeyframe() {
        Show show = new Show(new StreamSettings(new FlushWindow.Immediate(), 1000, 30_000), new MediaMemory(1 << 20));
        show.formats(Show.PICTURE);
        show.keyframe(0);
        for (int ms = 40; ms < 800; ms += 40) show.picture(ms);
        Show.Notes viewer = show.viewer();
        show.picture(800);
        assertThat(viewer.got).isEmpty();
        assertThat(show.memory.usedBytes()).isZero();

        show.keyframe(840);
        assertThat(viewer.got).containsExactly("H K840");
    }

    @Test
    void theHousesBudgetBoundsTheRunsOfAllStreamsTogether() {
        MediaMemory memory = new MediaMemory(1000);
        Show show = new Show(new StreamSettings(new FlushWindow.Immediate(), 1 << 20, 30_000), memory);
        show.formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        for (int ms = 0; ms < 4000; ms += 40) {
            if (ms % 2000 == 0) show.keyframe(ms);
            else show.picture(ms);
            assertThat(memory.usedBytes()).isBetween(0L, 1000L);
        }

        assertThat(viewer.got).hasSize(100);
    }

    @Test
    void aKeyframeThatNeverComesCostsNothing() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.viewer();
        for (int ms = 0; ms < 40_000; ms += 40) show.picture(ms);

        assertThat(show.memory.usedBytes()).isZero();
        assertThat(show.payloads).allMatch(p -> p.refCnt() == 0);
    }

    @Test
    void aKeyframeThatIsNeverFollowedByAnotherIsForgottenInThePackedRunToo() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.viewer();
        show.keyframe(0);
        for (int ms = 40; ms <= 31_000; ms += 40) {
            show.pass(40);
            show.picture(ms);
        }
        assertThat(show.memory.usedBytes()).isZero();

        Show.Notes late = show.viewer();
        assertThat(late.got).isEmpty();
    }

    @Test
    void theFirstViewerGetsWhatIsGatheredOnce() {
        Show show = new Show(new FlushWindow.Millis(350)).formats(Show.PICTURE);
        show.keyframe(0);
        show.picture(40);
        Show.Notes viewer = show.viewer();
        show.picture(80);
        show.pass(350);

        assertThat(viewer.got).containsExactly("H K0P40", "P80");
    }

    @Test
    void anEncoderWithoutPictureAfterOneWithPictureHasItsListeners() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        show.keyframe(0);
        show.publication.end();
        show.returns();
        show.formats(Show.SOUND);
        for (int ms = 0; ms <= 3000; ms += 100) {
            show.sound(ms);
            show.pass(100);
        }

        assertThat(show.viewer().got).hasSize(1);
        assertThat(show.stream.facts().formats()).isEqualTo(Formats.NONE.with(Show.SOUND));
    }

    @Test
    void anEncoderThatReturnsMayAnnounceItsPictureAfterItsFirstSound() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE, Show.SOUND);
        show.keyframe(0);
        show.publication.end();
        Show.Notes waiting = show.viewer();
        show.returns();
        show.formats(Show.SOUND);
        show.sound(0);
        show.formats(Show.PICTURE);
        show.keyframe(10);
        for (int ms = 40; ms <= 3000; ms += 40) {
            show.pass(40);
            show.picture(ms);
        }

        assertThat(waiting.got.getFirst()).startsWith("H K").doesNotContain("!");
        assertThat(show.stream.facts().formats().video()).isEqualTo(Show.PICTURE);
    }

    @Test
    void whoJoinsAfterSoundWasAddedIsPromisedSound() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.viewer();
        show.keyframe(0);
        int heads = show.packing.heads.size();
        show.formats(Show.SOUND);
        Show.Notes late = show.viewer();

        assertThat(late.got).containsExactly("H K0");
        assertThat(show.packing.heads).hasSize(heads + 1);
    }

    @Test
    void aViewerThatFailsIsLetGoAndTheOthersAreServed() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes before = show.viewer();
        Show.Notes faulty = new Show.Notes(show.loop()) {
            @Override
            public void take(Batch batch) {
                throw new IllegalStateException("a viewer that cannot");
            }
        };
        show.stream.join(show.packing, faulty);
        Show.Notes after = show.viewer();
        show.keyframe(0);
        show.picture(40);
        show.pass(0);

        assertThat(before.got).containsExactly("H !K0", "P40");
        assertThat(after.got).containsExactly("H !K0", "P40");
        assertThat(faulty.ended).isTrue();
        show.stream.end();
        assertThat(show.packing.made).allMatch(b -> b.refCnt() == 0);
    }

    @Test
    void whatCannotBePackedIsAJumpForItsViewersAndNothingForThePublisher() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        Show.Notes viewer = show.viewer();
        show.keyframe(0);
        show.packing.broken = true;
        show.formats(Show.OTHER_PICTURE);
        show.keyframe(40);
        show.packing.broken = false;
        show.picture(80);
        show.keyframe(120);
        assertThat(viewer.got).containsExactly("H !K0", "!K120");

        show.packing.broken = true;
        show.picture(160);
        show.publication.end();
        assertThat(show.stream.facts().published()).isFalse();
        assertThat(show.payloads).allMatch(p -> p.refCnt() == 0);
        show.stream.end();
        assertThat(show.packing.made).allMatch(b -> b.refCnt() == 0);
    }
}
