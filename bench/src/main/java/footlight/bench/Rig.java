package footlight.bench;

import footlight.bench.host.Home;
import footlight.bench.load.Clip;
import footlight.bench.load.LoadTools;
import footlight.bench.subject.Subject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// What every run needs: the load tools, built, the clip that is sent, and where to say how it goes.
record Rig(Home home, Options options, LoadTools tools, Path clip, PrintStream say) {
    static Rig of(Home home, Options options, PrintStream say) throws IOException {
        return new Rig(home, options, LoadTools.build(home), Clip.make(home), say);
    }

    /// Those of them that were asked for.
    List<Subject> wanted(Subject... all) {
        return List.of(all).stream()
                .filter(subject -> options.wants(subject.name()))
                .toList();
    }
}
