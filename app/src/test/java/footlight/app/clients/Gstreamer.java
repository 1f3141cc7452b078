package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.util.ArrayList;
import java.util.List;

/// GStreamer by its command line.
final class Gstreamer {
    private Gstreamer() {}

    private static String program() {
        return Programs.need("gst-launch-1.0", "gstreamer1.0-tools").toString();
    }

    static String named() throws Exception {
        return ClientMatrix.named("GStreamer", List.of(program(), "--version"));
    }

    /// Starts a pipeline of words between spaces, which tells what becomes of its elements.
    static Run launch(String pipeline) throws Exception {
        List<String> command = new ArrayList<>(List.of(program(), "-v"));
        command.addAll(BundledFfmpeg.words(pipeline));
        return Run.start(command);
    }
}
