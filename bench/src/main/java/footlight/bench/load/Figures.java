package footlight.bench.load;

import java.util.HashMap;
import java.util.Map;

/// The `name=value` words of a line that a load tool printed.
record Figures(Map<String, String> values) {
    static Figures of(String line) {
        var values = new HashMap<String, String>();
        for (String word : line.trim().split("\\s+")) {
            int at = word.indexOf('=');
            if (at > 0) values.put(word.substring(0, at), word.substring(at + 1));
        }
        return new Figures(values);
    }

    /// @throws IllegalArgumentException when there is no such figure or it is not a number, naming it
    double figure(String name) {
        String value = values.get(name);
        if (value == null) throw new IllegalArgumentException("the load tool gave no " + name);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the load tool gave " + name + "=" + value + ", not a number", e);
        }
    }

    int count(String name) {
        return (int) figure(name);
    }
}
