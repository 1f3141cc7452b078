package footlight.engine.rtmp;

import org.jspecify.annotations.Nullable;

/// What a client named: the application, and the stream in it (a publisher's key, a player's stream
/// id), each without its `?query`. Encoders put the key where they like: as the stream's name, or
/// as the second part of the application with no name at all.
record StreamName(String app, String name, @Nullable String pass) {

    static StreamName of(String connectApp, String commandName) {
        String path = trimmed(beforeQuery(connectApp));
        String name = trimmed(beforeQuery(commandName));
        int slash = path.indexOf('/');
        String app = slash < 0 ? path : path.substring(0, slash);
        if (name.isEmpty() && slash >= 0) name = trimmed(path.substring(slash + 1));
        String pass = pass(commandName);
        return new StreamName(app, name, pass == null ? pass(connectApp) : pass);
    }

    private static String beforeQuery(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark);
    }

    private static String trimmed(String path) {
        int from = 0;
        int to = path.length();
        while (from < to && path.charAt(from) == '/') from++;
        while (to > from && path.charAt(to - 1) == '/') to--;
        return path.substring(from, to);
    }

    private static @Nullable String pass(String text) {
        int mark = text.indexOf('?');
        if (mark < 0) return null;
        for (String part : text.substring(mark + 1).split("&", -1))
            if (part.startsWith("pass=")) return part.substring("pass=".length());
        return null;
    }

    /// Without name and pass: this may stand in a log.
    @Override
    public String toString() {
        return "application " + app;
    }
}
