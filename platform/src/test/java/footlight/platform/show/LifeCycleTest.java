package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.show.LifeCycle.Event;
import footlight.platform.show.LifeCycle.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeCycleTest {
    /// Columns as in `Event`; `.` stays, `!code` refuses.
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            phase       | START           | START_WITHOUT_ENCODER | END           | ENCODER_ON      | ENCODER_ON_STARTS | ENCODER_OFF | DATED     | UNDATED
            DRAFT       | LIVE            | !encoder-missing      | !not-live-yet | .               | LIVE              | .           | SCHEDULED | .
            SCHEDULED   | LIVE            | !encoder-missing      | !not-live-yet | .               | LIVE              | .           | .         | DRAFT
            OPEN        | LIVE            | !encoder-missing      | !not-live-yet | .               | LIVE              | .           | .         | .
            LIVE        | .               | .                     | ENDED         | .               | .                 | INTERRUPTED | .         | .
            INTERRUPTED | LIVE            | .                     | ENDED         | LIVE            | LIVE              | .           | .         | .
            ENDED       | !show-has-ended | !show-has-ended       | .             | !show-has-ended | !show-has-ended   | .           | .         | .
            REPLAY      | !show-has-ended | !show-has-ended       | .             | !show-has-ended | !show-has-ended   | .           | .         | .
            CANCELLED   | !show-has-ended | !show-has-ended       | .             | !show-has-ended | !show-has-ended   | .           | .         | .
            """)
    void everyEventInEveryPhaseHasItsAnswer(
            Phase phase,
            String start,
            String startWithout,
            String end,
            String on,
            String onStarts,
            String off,
            String dated,
            String undated) {
        String[] expected = {start, startWithout, end, on, onStarts, off, dated, undated};
        Event[] events = Event.values();
        for (int i = 0; i < events.length; i++) {
            String said =
                    switch (LifeCycle.after(phase, events[i])) {
                        case Step.Stay() -> ".";
                        case Step.To(Phase next) -> next.name();
                        case Step.No(String code, String detail) -> "!" + code;
                    };
            assertThat(said).as("%s in %s", events[i], phase).isEqualTo(expected[i]);
        }
    }
}
