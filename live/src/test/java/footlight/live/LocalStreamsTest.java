package footlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalStreamsTest {
    @Test
    void aStreamThatNobodyUsedSinceTheLastSweepIsGone() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        show.keyframe(0);
        show.stream.dismissPublisher();
        sweep(show);
        assertThat(show.streams.find("s")).contains(show.stream);

        sweep(show);
        assertThat(show.streams.all()).isEmpty();
        assertThat(show.memory.usedBytes()).isZero();
    }

    @Test
    void aStreamThatIsPublishedOrWatchedStays() {
        Show show = new Show(new FlushWindow.Immediate()).formats(Show.PICTURE);
        for (int i = 0; i < 3; i++) sweep(show);
        assertThat(show.stream.facts().published()).isTrue();

        Show.Notes viewer = show.viewer();
        show.publication.end();
        for (int i = 0; i < 3; i++) sweep(show);
        assertThat(viewer.ended).isFalse();
        assertThat(show.streams.find("s")).contains(show.stream);
    }

    /// It was given the stream, and has not begun yet.
    @Test
    void aPublisherWhoJustCameIsNotThrownOutByASweep() {
        Show show = new Show(new FlushWindow.Immediate());
        show.publication.end();
        sweep(show);

        LiveStream given = show.streams.open("s", show.loop());
        sweep(show);
        given.publish(show.shutOut::add);

        assertThat(given).isSameAs(show.stream);
        assertThat(show.shutOut).isEmpty();
        assertThat(given.facts().published()).isTrue();
    }

    @Test
    void whoOpensAStreamThatWasSweptAwayGetsANewOne() {
        Show show = new Show(new FlushWindow.Immediate());
        show.publication.end();
        sweep(show);
        sweep(show);
        LiveStream next = show.streams.open("s", show.loop());
        List<Publisher.Why> shutOut = new ArrayList<>();
        next.publish(shutOut::add);

        assertThat(next).isNotSameAs(show.stream);
        assertThat(shutOut).isEmpty();
    }

    private static void sweep(Show show) {
        show.streams.sweep();
        show.pass(0);
    }
}
