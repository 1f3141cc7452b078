package footlight.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Markdown page with sections that a bench writes, between `<!-- bench NAME -->` and
/// `<!-- /bench NAME -->`; everything else in it is a person's and stays.
public final class Page {
    private final Path file;

    public Page(Path file) {
        this.file = file;
    }

    /// Replaces the section `name` by `markdown`.
    ///
    /// @throws IOException when the page cannot be read or written, or has no such section
    public void write(String name, String markdown) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), name, markdown));
    }

    static String replaced(String page, String name, String markdown) throws IOException {
        String open = "<!-- bench " + name + " -->";
        String close = "<!-- /bench " + name + " -->";
        int from = page.indexOf(open);
        int to = page.indexOf(close, Math.max(from, 0));
        if (from < 0 || to < 0) throw new IOException("the page has no section between " + open + " and " + close);
        return page.substring(0, from + open.length()) + "\n" + markdown.strip() + "\n" + page.substring(to);
    }
}
