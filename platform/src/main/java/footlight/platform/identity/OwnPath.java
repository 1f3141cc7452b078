package footlight.platform.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/// Where somebody may be sent on to: a path of this site. Browsers take `//host`, `/\host` and what has tabs in it for
/// other sites' addresses. Source: URL, 4.4, "relative slash state".
final class OwnPath {
    private static final int MOST_LETTERS = 500;
    private static final Pattern GOOD = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]*");

    private OwnPath() {}

    /// `said`, or `otherwise` when it is no such path.
    static String of(String said, String otherwise) {
        if (said.length() > MOST_LETTERS || !GOOD.matcher(said).matches()) return otherwise;
        int end = said.indexOf('?');
        String path = (end < 0 ? said : said.substring(0, end)).toLowerCase(Locale.ROOT);
        boolean odd = path.contains("//") || path.contains("/.") || path.contains("%2f") || path.contains("%5c");
        // Signing in leads nowhere when it leads to signing in.
        return odd || path.startsWith("/sign-in") || path.startsWith("/auth/") ? otherwise : said;
    }
}
