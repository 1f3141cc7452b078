package footlight.front;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request's path as it may stand in a log. Left out is what opens something to whoever reads it: the pass of
/// `/m/{pass}/…`, keys that somebody put where a name belongs, and whatever is as long as a token, however its slashes
/// are written. Names and ids are shorter.
final class LogPath {
    private static final Pattern PASS = Pattern.compile("^/m/[^/]*");
    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9])(?:sk|flk|whsec)_[A-Za-z0-9+=_-]+");
    private static final Pattern LONG = Pattern.compile("[^/]{41,}");

    private LogPath() {}

    static String of(@Nullable String path) {
        if (path == null) return "no path";
        String withoutPass = PASS.matcher(path).replaceFirst("/m/(pass)");
        return LONG.matcher(KEY.matcher(withoutPass).replaceAll("(key)")).replaceAll("(long)");
    }
}
