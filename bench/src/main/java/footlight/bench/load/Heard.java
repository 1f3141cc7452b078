package footlight.bench.load;

/// What the viewers of one run got, by `flvload`'s own account. Times are milliseconds; `framesPerSecond` is
/// the mean of the viewers that stayed; `toolCores` is the share of one core that the tool itself used.
public record Heard(
        int asked,
        int stayed,
        int failed,
        int closedEarly,
        int stalls,
        int badFrames,
        double seconds,
        double gigabits,
        double framesPerSecond,
        double joinP50Ms,
        double joinP99Ms,
        double delayP50Ms,
        double delayP99Ms,
        double toolCores) {

    /// Reads the tool's `@end` and `RESULT` lines.
    ///
    /// @throws IllegalArgumentException when a figure is missing or not a number, naming it
    public static Heard of(String end, String result) {
        var window = Figures.of(end);
        var all = Figures.of(result);
        return new Heard(
                all.count("n"),
                all.count("up"),
                all.count("failed"),
                all.count("early"),
                all.count("stalls"),
                all.count("bad"),
                window.figure("seconds"),
                window.figure("gbit"),
                all.figure("fps"),
                all.figure("join_p50"),
                all.figure("join_p99"),
                all.figure("lat_p50"),
                all.figure("lat_p99"),
                all.figure("tool_cpu"));
    }
}
