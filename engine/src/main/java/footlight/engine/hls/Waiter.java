package footlight.engine.hls;

/// Somebody who asked for what is not there yet. Lives on the loop of its request.
interface Waiter {
    /// Answers, if `now` is what was waited for, or `late` says that the time is up. False: it goes on waiting.
    boolean answer(Snapshot now, boolean late);
}
