package footlight.testkit.hls;

import footlight.testkit.mp4.Movie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An `EXT-X-STREAM-INF` and its URI. Source: RFC 8216bis, 4.4.6.2.
public record ListedVariant(Map<String, String> attributes, String uri) {
    static List<ListedVariant> read(String text) {
        if (!text.startsWith("#EXTM3U\n")) throw new AssertionError("a playlist does not begin with #EXTM3U: " + text);
        List<ListedVariant> variants = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("#EXT-X-STREAM-INF:")) continue;
            String uri = i + 1 < lines.size() ? lines.get(i + 1) : "#";
            if (uri.startsWith("#")) throw new AssertionError("EXT-X-STREAM-INF without a URI behind it: " + text);
            variants.add(new ListedVariant(AttributeList.read(lines.get(i).substring(18)), uri));
        }
        if (variants.isEmpty()) throw new AssertionError("no variant in " + text);
        return variants;
    }

    /// Whether it tells of what the init segment holds.
    void judge(Movie movie, Findings findings) {
        findings.rule(attributes.getOrDefault("BANDWIDTH", "").matches("[1-9][0-9]*"), "no BANDWIDTH in " + attributes);
        List<String> codecs = List.of(attributes.getOrDefault("CODECS", "").split(","));
        findings.rule(
                codecs.size() == movie.tracks().size(),
                "CODECS " + codecs + " of " + movie.tracks().size() + " tracks");
        for (Movie.Track track : movie.tracks()) {
            String entry = track.entry().type();
            findings.rule(
                    codecs.stream().anyMatch(codec -> codec.equalsIgnoreCase(entry) || codec.startsWith(entry + ".")),
                    "CODECS " + codecs + " without one of " + entry);
            if (!track.video()) continue;
            String size = track.width() + "x" + track.height();
            findings.rule(
                    size.equals(attributes.get("RESOLUTION")),
                    "RESOLUTION " + attributes.get("RESOLUTION") + " of a picture of " + size);
        }
    }
}
