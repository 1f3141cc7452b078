package footlight.testkit.hls;

import java.util.ArrayList;
import java.util.List;

/// Rules that were broken, in the words a person needs to find out why. For one thread.
public final class Findings {
    private static final int MOST = 100;

    private final List<String> broken = new ArrayList<>();
    private int more;

    public void broken(String rule) {
        if (broken.size() < MOST) broken.add(rule);
        else more++;
    }

    /// Writes `rule` down unless it `holds`.
    public void rule(boolean holds, String rule) {
        if (!holds) broken(rule);
    }

    public List<String> all() {
        List<String> all = new ArrayList<>(broken);
        if (more > 0) all.add("… and " + more + " more");
        return all;
    }
}
