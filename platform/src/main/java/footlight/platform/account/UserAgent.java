package footlight.platform.account;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A browser's long name for itself, in words by which its owner knows it again. Each pretends to be those before it,
/// so the order matters. Source: RFC 9110, 10.1.5; what browsers send today.
final class UserAgent {
    private static final Map<String, String> BROWSERS = ordered(
            "Edg(e|A|iOS)?/", "Edge",
            "OPR/|Opera", "Opera",
            "SamsungBrowser/", "Samsung Internet",
            "Vivaldi/", "Vivaldi",
            "Firefox/|FxiOS/", "Firefox",
            "CriOS/|Chrome/|Chromium/", "Chrome",
            "Version/.*Safari/|iPhone|iPad", "Safari",
            "curl/", "curl");
    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Android", "Android",
            "CrOS", "ChromeOS",
            "Windows", "Windows",
            "Mac OS X|Macintosh", "Mac",
            "Linux|X11", "Linux");

    private UserAgent() {}

    /// Such as `Firefox on Windows`; empty when nothing of it is known.
    static String words(String said) {
        String browser = first(BROWSERS, said);
        String system = first(SYSTEMS, said);
        if (browser == null) return system == null ? "" : system;
        return system == null ? browser : browser + " on " + system;
    }

    private static @Nullable String first(Map<String, String> known, String said) {
        for (Map.Entry<String, String> one : known.entrySet())
            if (Pattern.compile(one.getKey()).matcher(said).find()) return one.getValue();
        return null;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
        return map;
    }
}
