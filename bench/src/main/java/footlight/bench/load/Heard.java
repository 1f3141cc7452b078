package footlight.bench.load;

import java.util.HashMap;
import java.util.Map;

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
        var window = figures(end);
        var all = figures(result);
        return new Heard(
                (int) figure(all, "n"),
                (int) figure(all, "up"),
                (int) figure(all, "failed"),
                (int) figure(all, "early"),
                (int) figure(all, "stalls"),
                (int) figure(all, "bad"),
                figure(window, "seconds"),
                figure(window, "gbit"),
                figure(all, "fps"),
                figure(all, "join_p50"),
                figure(all, "join_p99"),
                figure(all, "lat_p50"),
                figure(all, "lat_p99"),
                figure(all, "tool_cpu"));
    }

    private static Map<String, String> figures(String line) {
        var figures = new HashMap<String, String>();
        for (String word : line.trim().split("\\s+")) {
            int at = word.indexOf('=');
            if (at > 0) figures.put(word.substring(0, at), word.substring(at + 1));
        }
        return figures;
    }

    private static double figure(Map<String, String> figures, String name) {
        String value = figures.get(name);
        if (value == null) throw new IllegalArgumentException("the load tool gave no " + name);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the load tool gave " + name + "=" + value + ", not a number", e);
        }
    }
}
