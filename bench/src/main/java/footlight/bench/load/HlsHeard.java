package footlight.bench.load;

/// What the players of one run got, by `hlsload`'s own account. `lowLatency` of them used blocking reloads; `errors`
/// counts requests that failed in any way, `stalls` times without new media for three target durations. Ages are of the
/// newest frame in a segment or part when it had come, in milliseconds; `toolCores` is the share of one core that the
/// tool itself used.
public record HlsHeard(
        int asked,
        int stayed,
        int lowLatency,
        int errors,
        int stalls,
        double seconds,
        double gigabits,
        double requestsPerSecond,
        double mediaPerSecond,
        double ageP50Ms,
        double ageP99Ms,
        double toolCores) {

    /// Reads the tool's `@end` and `RESULT` lines.
    ///
    /// @throws IllegalArgumentException when a figure is missing or not a number, naming it
    public static HlsHeard of(String end, String result) {
        var window = Figures.of(end);
        var all = Figures.of(result);
        return new HlsHeard(
                all.count("n"),
                all.count("up"),
                all.count("ll"),
                all.count("errors"),
                all.count("stalls"),
                window.figure("seconds"),
                window.figure("gbit"),
                all.figure("rps"),
                all.figure("media_ps"),
                all.figure("age_p50"),
                all.figure("age_p99"),
                all.figure("tool_cpu"));
    }
}
