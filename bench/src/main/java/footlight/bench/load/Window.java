package footlight.bench.load;

/// How long a run takes: viewers come at `joinsPerSecond`, then all settle, then the figures are taken.
public record Window(int joinsPerSecond, int settleSeconds, int measureSeconds) {
    /// When something must have gone wrong.
    int patienceSeconds(int viewers) {
        return viewers / joinsPerSecond + settleSeconds + measureSeconds + 30;
    }
}
