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
        CANCEL,
        /// A cancelled show is to happen after all.
        REINSTATE,
        OPEN_DOORS,
        /// By hand, or because nobody came to begin.
        CLOSE_DOORS,
        ENCODER_ON,
        /// The encoder came on, and the show starts by itself.
        ENCODER_ON_STARTS,
        ENCODER_OFF,
        /// Its time has come with the encoder on, and it starts by itself.
        TIME_CAME,
        /// A time was set, before long.
        DATED,
        /// A time was set for which nobody waits in front of the curtain yet.
        DATED_FAR,
        /// The time was taken away.
        UNDATED,
        /// There is a recording, and everybody may see it.
        PUBLISH,
        /// Nobody may see the recording any more.
        WITHDRAW
    }

    sealed interface Step {
        record To(Phase phase) implements Step {}

        record Stay() implements Step {}

        /// @param code as in the API document
        record No(String code, String detail) implements Step {}
    }

    private static final Step STAY = new Step.Stay();
    private static final Step OVER = new Step.No("show-has-ended", "This show has ended. Plan a new one.");
    private static final Step CANCELLED =
            new Step.No("show-is-cancelled", "This show was cancelled. Take that back first.");
    private static final Step NO_ENCODER =
            new Step.No("encoder-missing", "No encoder is on. Start your encoder first.");
    private static final Step NOT_YET = new Step.No("not-live-yet", "This show is not live yet, so it cannot end.");
    private static final Step NOT_OVER =
            new Step.No("not-ended-yet", "This show has not ended yet, so there is nothing to watch again.");
    private static final Step ON = new Step.No("show-is-live", "This show is live. End it instead.");

    /// @param dated whether the show has a time
    static Step after(Phase phase, boolean dated, Event event) {
        return switch (phase) {
            case DRAFT, SCHEDULED, OPEN -> waiting(phase, dated, event);
            case LIVE -> live(event);
            case INTERRUPTED -> interrupted(event);
            case ENDED -> ended(event);
            case REPLAY -> replay(event);
            case CANCELLED -> cancelled(dated, event);
        };
    }

    private static Step waiting(Phase phase, boolean dated, Event event) {
        return switch (event) {
            case START, ENCODER_ON_STARTS, TIME_CAME -> new Step.To(Phase.LIVE);
            case START_WITHOUT_ENCODER -> NO_ENCODER;
            case END -> NOT_YET;
            case CANCEL -> new Step.To(Phase.CANCELLED);
            case OPEN_DOORS -> phase == Phase.OPEN ? STAY : new Step.To(Phase.OPEN);
            case CLOSE_DOORS -> phase == Phase.OPEN ? new Step.To(planned(dated)) : STAY;
            case DATED -> phase == Phase.DRAFT ? new Step.To(Phase.SCHEDULED) : STAY;
            case DATED_FAR -> phase == Phase.SCHEDULED ? STAY : new Step.To(Phase.SCHEDULED);
            case UNDATED -> phase == Phase.SCHEDULED ? new Step.To(Phase.DRAFT) : STAY;
            case ENCODER_ON, ENCODER_OFF, REINSTATE, WITHDRAW -> STAY;
            case PUBLISH -> NOT_OVER;
        };
    }

    private static Step live(Event event) {
        return switch (event) {
            case END -> new Step.To(Phase.ENDED);
            case ENCODER_OFF -> new Step.To(Phase.INTERRUPTED);
            case CANCEL -> ON;
            case PUBLISH -> NOT_OVER;
            case START, START_WITHOUT_ENCODER, ENCODER_ON, ENCODER_ON_STARTS, TIME_CAME -> STAY;
            case OPEN_DOORS, CLOSE_DOORS, REINSTATE, DATED, DATED_FAR, UNDATED, WITHDRAW -> STAY;
        };
    }

    private static Step interrupted(Event event) {
        return switch (event) {
            case END -> new Step.To(Phase.ENDED);
            case ENCODER_ON, ENCODER_ON_STARTS, START, TIME_CAME -> new Step.To(Phase.LIVE);
            case CANCEL -> ON;
            case PUBLISH -> NOT_OVER;
            case START_WITHOUT_ENCODER, ENCODER_OFF -> STAY;
            case OPEN_DOORS, CLOSE_DOORS, REINSTATE, DATED, DATED_FAR, UNDATED, WITHDRAW -> STAY;
        };
    }

    private static Step ended(Event event) {
        return switch (event) {
            case PUBLISH -> new Step.To(Phase.REPLAY);
            case START, START_WITHOUT_ENCODER, ENCODER_ON, ENCODER_ON_STARTS, TIME_CAME -> OVER;
            case OPEN_DOORS, CANCEL, REINSTATE -> OVER;
            case END, ENCODER_OFF, CLOSE_DOORS, DATED, DATED_FAR, UNDATED, WITHDRAW -> STAY;
        };
    }

    private static Step replay(Event event) {
        return switch (event) {
            case WITHDRAW -> new Step.To(Phase.ENDED);
            case START, START_WITHOUT_ENCODER, ENCODER_ON, ENCODER_ON_STARTS, TIME_CAME -> OVER;
            case OPEN_DOORS, CANCEL, REINSTATE -> OVER;
            case END, ENCODER_OFF, CLOSE_DOORS, DATED, DATED_FAR, UNDATED, PUBLISH -> STAY;
        };
    }

    private static Step cancelled(boolean dated, Event event) {
        return switch (event) {
            case REINSTATE -> new Step.To(planned(dated));
            case START, START_WITHOUT_ENCODER, END, ENCODER_ON, ENCODER_ON_STARTS, TIME_CAME -> CANCELLED;
            case OPEN_DOORS, PUBLISH -> CANCELLED;
            case CANCEL, ENCODER_OFF, CLOSE_DOORS, DATED, DATED_FAR, UNDATED, WITHDRAW -> STAY;
        };
    }

    private static Phase planned(boolean dated) {
        return dated ? Phase.SCHEDULED : Phase.DRAFT;
    }
}
