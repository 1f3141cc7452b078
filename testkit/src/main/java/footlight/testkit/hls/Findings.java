package footlight.testkit.hls;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Rules that were broken, in the words a person needs to find out why. For one thread.
public final class Findings {
    private static final int MOST = 100;

    /// The same words twice are one finding: a playlist is judged at every reload.
    private final Set<String> broken = new LinkedHashSet<>();

    private int more;

    public void broken(String rule) {
        if (broken.size() < MOST) broken.add(rule);
        else if (!broken.contains(rule)) more++;
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
