package footlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishTest {
    private final Show show = new Show(new FlushWindow.Immediate());
    private final List<String> told = new ArrayList<>();

    @Test
    void ofTwoThatWantAFreeStreamTheFirstHasIt() {
        show.publication.end();
        Publication first = show.stream.publishIfFree(publisher("first"));
        Publication second = show.stream.publishIfFree(publisher("second"));

        assertThat(told).containsExactly("first begun", "second OCCUPIED");
        second.end();
        assertThat(show.stream.facts().published()).isTrue();
        first.end();
        assertThat(show.stream.facts().published()).isFalse();
        show.stream.publishIfFree(publisher("third"));
        assertThat(told).containsExactly("first begun", "second OCCUPIED", "third begun");
    }

    @Test
    void whoTakesOverShutsOutAlsoThoseWhoWouldNot() {
        show.publication.end();
        show.stream.publishIfFree(publisher("first"));
        show.stream.publish(publisher("second"));

        assertThat(told).containsExactly("first begun", "first TAKEN_OVER", "second begun");
    }

    @Test
    void nobodyBeginsOnAStreamThatIsOver() {
        show.stream.end();
        show.stream.publishIfFree(publisher("late"));

        assertThat(told).containsExactly("late STREAM_ENDED");
    }

    private Publisher publisher(String name) {
        return new Publisher() {
            @Override
            public void begun() {
                told.add(name + " begun");
            }

            @Override
            public void shutOut(Why why) {
                told.add(name + " " + why);
            }
        };
    }
}
