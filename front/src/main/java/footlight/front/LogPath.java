package footlight.front;

import org.jspecify.annotations.Nullable;

/// A request's path as it may stand in a log: without the pass of `/m/{pass}/…`, which opens what it is for to whoever
/// reads it.
final class LogPath {
    private static final String WITH_PASS = "/m/";

    private LogPath() {}

    static String of(@Nullable String path) {
        if (path == null) return "no path";
        if (!path.startsWith(WITH_PASS)) return path;
        int end = path.indexOf('/', WITH_PASS.length());
        return WITH_PASS + "(pass)" + (end < 0 ? "" : path.substring(end));
    }
}
