package footlight.bench.report;

import java.util.Locale;

/// How a figure is written for people: about three digits, and no more than are true.
final class Cell {
    private Cell() {}

    static String of(double value) {
        double size = Math.abs(value);
        String form = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
