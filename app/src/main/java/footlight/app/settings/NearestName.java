package footlight.app.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses which name was meant, by the fewest letters to change (Levenshtein's distance).
final class NearestName {
    private NearestName() {}

    static Optional<String> to(String written, Collection<String> names) {
        int patience = Math.max(2, written.length() / 3);
        return names.stream()
                .filter(name -> distance(written, name) <= patience)
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    private static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) before[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int[] now = new int[to.length() + 1];
            now[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int swap = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(swap, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[to.length()];
    }
}
