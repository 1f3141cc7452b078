package footlight.platform.show;

/// What becomes of a show's phase when something happens to it. Pure.
final class LifeCycle {
    private LifeCycle() {}

    enum Event {
        /// The creator says "Go live", with an encoder on.
        START,
        /// The creator says "Go live", with no encoder on.
        START_WITHOUT_ENCODER,
        /// The creator says "End", or the encoder was away for too long.
        END,
        ENCODER_ON,
        /// The encoder came on, and the show starts by itself.
        ENCODER_ON_STARTS,
        ENCODER_OFF,
        /// A time was set.
        DATED,
        /// The time was taken away.
        UNDATED
    }

    sealed interface Step {
        record To(Phase phase) implements Step {}

        record Stay() implements Step {}

        /// @param code as in the API document
        record No(String code, String detail) implements Step {}
    }

    private static final Step STAY = new Step.Stay();
    private static final Step OVER = new Step.No("show-has-ended", "This show has ended. Plan a new one.");
    private static final Step NO_ENCODER =
            new Step.No("encoder-missing", "No encoder is on. Start your encoder first.");
    private static final Step NOT_YET = new Step.No("not-live-yet", "This show is not live yet, so it cannot end.");

    static Step after(Phase phase, Event event) {
        return switch (phase) {
            case DRAFT, SCHEDULED, OPEN -> waiting(phase, event);
            case LIVE -> live(event);
            case INTERRUPTED -> interrupted(event);
            case ENDED, REPLAY, CANCELLED -> over(event);
        };
    }

    private static Step waiting(Phase phase, Event event) {
        return switch (event) {
            case START, ENCODER_ON_STARTS -> new Step.To(Phase.LIVE);
            case START_WITHOUT_ENCODER -> NO_ENCODER;
            case END -> NOT_YET;
            case ENCODER_ON, ENCODER_OFF -> STAY;
            case DATED -> phase == Phase.DRAFT ? new Step.To(Phase.SCHEDULED) : STAY;
            case UNDATED -> phase == Phase.SCHEDULED ? new Step.To(Phase.DRAFT) : STAY;
        };
    }

    private static Step live(Event event) {
        return switch (event) {
            case END -> new Step.To(Phase.ENDED);
            case ENCODER_OFF -> new Step.To(Phase.INTERRUPTED);
            case START, START_WITHOUT_ENCODER, ENCODER_ON, ENCODER_ON_STARTS, DATED, UNDATED -> STAY;
        };
    }

    private static Step interrupted(Event event) {
        return switch (event) {
            case END -> new Step.To(Phase.ENDED);
            case ENCODER_ON, ENCODER_ON_STARTS, START -> new Step.To(Phase.LIVE);
            case START_WITHOUT_ENCODER, ENCODER_OFF, DATED, UNDATED -> STAY;
        };
    }

    private static Step over(Event event) {
        return switch (event) {
            case START, START_WITHOUT_ENCODER, ENCODER_ON, ENCODER_ON_STARTS -> OVER;
            case END, ENCODER_OFF, DATED, UNDATED -> STAY;
        };
    }
}
