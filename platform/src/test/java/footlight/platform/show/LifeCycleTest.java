package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.show.LifeCycle.Event;
import footlight.platform.show.LifeCycle.Step;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeCycleTest {
    /// A line for each event, a column for each phase. `.` stays, `!` refuses; PLANNED is DRAFT without a time.
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            event                 | DRAFT            | SCHEDULED        | OPEN             | LIVE           | INTERRUPTED    | ENDED           | REPLAY          | CANCELLED
            START                 | LIVE             | LIVE             | LIVE             | .              | LIVE           | !show-has-ended | !show-has-ended | !show-is-cancelled
            START_WITHOUT_ENCODER | !encoder-missing | !encoder-missing | !encoder-missing | .              | .              | !show-has-ended | !show-has-ended | !show-is-cancelled
            END                   | !not-live-yet    | !not-live-yet    | !not-live-yet    | ENDED          | ENDED          | .               | .               | !show-is-cancelled
            CANCEL                | CANCELLED        | CANCELLED        | CANCELLED        | !show-is-live  | !show-is-live  | !show-has-ended | !show-has-ended | .
            REINSTATE             | .                | .                | .                | .              | .              | !show-has-ended | !show-has-ended | PLANNED
            OPEN_DOORS            | OPEN             | OPEN             | .                | .              | .              | !show-has-ended | !show-has-ended | !show-is-cancelled
            CLOSE_DOORS           | .                | .                | PLANNED          | .              | .              | .               | .               | .
            ENCODER_ON            | .                | .                | .                | .              | LIVE           | !show-has-ended | !show-has-ended | !show-is-cancelled
            ENCODER_ON_STARTS     | LIVE             | LIVE             | LIVE             | .              | LIVE           | !show-has-ended | !show-has-ended | !show-is-cancelled
            ENCODER_OFF           | .                | .                | .                | INTERRUPTED    | .              | .               | .               | .
            TIME_CAME             | LIVE             | LIVE             | LIVE             | .              | LIVE           | !show-has-ended | !show-has-ended | !show-is-cancelled
            DATED                 | SCHEDULED        | .                | .                | .              | .              | .               | .               | .
            DATED_FAR             | SCHEDULED        | .                | SCHEDULED        | .              | .              | .               | .               | .
            UNDATED               | .                | DRAFT            | .                | .              | .              | .               | .               | .
            PUBLISH               | !not-ended-yet   | !not-ended-yet   | !not-ended-yet   | !not-ended-yet | !not-ended-yet | REPLAY          | .               | !show-is-cancelled
            WITHDRAW              | .                | .                | .                | .              | .              | .               | ENDED           | .
            """)
    void everyEventInEveryPhaseHasItsAnswer(
            Event event,
            String draft,
            String scheduled,
            String open,
            String live,
            String interrupted,
            String ended,
            String replay,
            String cancelled) {
        Map<Phase, String> expected = new EnumMap<>(Phase.class);
        expected.put(Phase.DRAFT, draft);
        expected.put(Phase.SCHEDULED, scheduled);
        expected.put(Phase.OPEN, open);
        expected.put(Phase.LIVE, live);
        expected.put(Phase.INTERRUPTED, interrupted);
        expected.put(Phase.ENDED, ended);
        expected.put(Phase.REPLAY, replay);
        expected.put(Phase.CANCELLED, cancelled);
        for (Phase phase : Phase.values())
            for (boolean dated : new boolean[] {true, false})
                assertThat(said(LifeCycle.after(phase, dated, event)))
                        .as("%s in %s, %s", event, phase, dated ? "dated" : "without a time")
                        .isEqualTo(expected.getOrDefault(phase, "missing")
                                .replace("PLANNED", dated ? "SCHEDULED" : "DRAFT"));
    }

    @Test
    void noEventIsMissingInTheTable() {
        assertThat(Event.values()).as("lines of the table above").hasSize(16);
    }

    private static String said(Step step) {
        return switch (step) {
            case Step.Stay() -> ".";
            case Step.To(Phase next) -> next.name();
            case Step.No(String code, String _) -> "!" + code;
        };
    }
}
