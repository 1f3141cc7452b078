package footlight.app.metrics;

/// Numbers as Prometheus reads them: its text format 0.0.4. Not thread-safe.
final class Exposition {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(16 << 10);

    /// Says what the samples after it are.
    ///
    /// @param about a sentence without a line break
    void family(String name, String type, String about) {
        text.append("# HELP ").append(name).append(' ').append(about).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void gauge(String name, String about, double value) {
        family(name, "gauge", about);
        sample(name, value);
    }

    void counter(String name, String about, double value) {
        family(name, "counter", about);
        sample(name, value);
    }

    void gauge(String name, String about, long value) {
        gauge(name, about, (double) value);
    }

    void counter(String name, String about, long value) {
        counter(name, about, (double) value);
    }

    void sample(String name, long value, String... labels) {
        sample(name, (double) value, labels);
    }

    /// @param labels name, value, name, value …
    void sample(String name, double value, String... labels) {
        text.append(name);
        for (int i = 0; i + 1 < labels.length; i += 2)
            text.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(escaped(labels[i + 1]))
                    .append('"');
        if (labels.length > 0) text.append('}');
        text.append(' ').append(number(value)).append('\n');
    }

    /// The samples of one histogram.
    ///
    /// @param seconds upper ends, rising
    /// @param counts one for each, and one for what is above the last; each by itself
    /// @param label name and value, or nothing
    void histogram(String name, double[] seconds, long[] counts, double sum, String... label) {
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            String end = i < seconds.length ? number(seconds[i]) : "+Inf";
            if (label.length == 0) sample(name + "_bucket", below, "le", end);
            else sample(name + "_bucket", below, label[0], label[1], "le", end);
        }
        sample(name + "_sum", sum, label);
        sample(name + "_count", below, label);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
