package footlight.testkit.hls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a media playlist line by line. Source: RFC 8216bis, 4.4.
public final class MediaListReader {
    private static final Set<String> ONCE = Set.of(
            "#EXT-X-VERSION",
            "#EXT-X-TARGETDURATION",
            "#EXT-X-MEDIA-SEQUENCE",
            "#EXT-X-DISCONTINUITY-SEQUENCE",
            "#EXT-X-PLAYLIST-TYPE",
            "#EXT-X-SERVER-CONTROL",
            "#EXT-X-PART-INF",
            "#EXT-X-SKIP",
            "#EXT-X-ENDLIST");

    private final Set<String> seen = new HashSet<>();
    private final List<ListedSegment> segments = new ArrayList<>();
    private int version = 1;
    private int targetDuration;
    private double partTarget;
    private Map<String, String> control = Map.of();
    private Optional<String> type = Optional.empty();
    private long mediaSequence;
    private long discontinuitySequence;
    private int skipped;
    private Optional<String> partHint = Optional.empty();
    private boolean ended;

    private long era;
    private boolean discontinuity;
    private @Nullable String map;
    private @Nullable Instant time;
    private @Nullable Double seconds;
    private boolean gap;
    private List<ListedPart> parts = new ArrayList<>();

    private MediaListReader() {}

    /// @throws AssertionError when it is no media playlist, naming the line
    public static ListedMedia read(String text) {
        if (!text.startsWith("#EXTM3U\n")) throw new AssertionError("a playlist does not begin with #EXTM3U: " + text);
        if (!text.endsWith("\n")) throw new AssertionError("the last line of a playlist is cut");
        MediaListReader reader = new MediaListReader();
        for (String line : text.substring(8).split("\n")) {
            try {
                reader.line(line.strip());
            } catch (RuntimeException e) {
                throw new AssertionError("cannot read '" + line + "' of a playlist", e);
            }
        }
        return reader.whole();
    }

    private void line(String line) {
        if (line.isEmpty()) return;
        if (line.charAt(0) != '#') {
            segment(line);
            return;
        }
        int colon = line.indexOf(':');
        String tag = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (ONCE.contains(tag) && !seen.add(tag)) throw new AssertionError(tag + " twice in a playlist");
        if (ended) throw new AssertionError(tag + " behind EXT-X-ENDLIST");
        switch (tag) {
            case "#EXT-X-VERSION" -> version = Integer.parseInt(value);
            case "#EXT-X-TARGETDURATION" -> targetDuration = Integer.parseInt(value);
            case "#EXT-X-MEDIA-SEQUENCE" -> mediaSequence = Long.parseLong(value);
            case "#EXT-X-DISCONTINUITY-SEQUENCE" -> discontinuitySequence = Long.parseLong(value);
            case "#EXT-X-PLAYLIST-TYPE" -> type = Optional.of(value);
            case "#EXT-X-SERVER-CONTROL" -> control = AttributeList.read(value);
            case "#EXT-X-PART-INF" ->
                partTarget = Double.parseDouble(required(AttributeList.read(value), "PART-TARGET"));
            case "#EXT-X-SKIP" -> skipped = Integer.parseInt(required(AttributeList.read(value), "SKIPPED-SEGMENTS"));
            case "#EXT-X-ENDLIST" -> ended = true;
            case "#EXT-X-DISCONTINUITY" -> discontinuity = true;
            case "#EXT-X-MAP" -> map = required(AttributeList.read(value), "URI");
            case "#EXT-X-PROGRAM-DATE-TIME" -> time = Instant.parse(value);
            case "#EXT-X-GAP" -> gap = true;
            case "#EXTINF" -> seconds = Double.parseDouble(value.substring(0, value.indexOf(',')));
            case "#EXT-X-PART" -> part(AttributeList.read(value));
            case "#EXT-X-PRELOAD-HINT" -> hint(AttributeList.read(value));
            default -> {
                // Tags that clients do not know are passed over. Source: RFC 8216bis, 6.3.1.
            }
        }
    }

    private void part(Map<String, String> attributes) {
        parts.add(new ListedPart(
                required(attributes, "URI"),
                Double.parseDouble(required(attributes, "DURATION")),
                "YES".equals(attributes.get("INDEPENDENT")),
                "YES".equals(attributes.get("GAP"))));
    }

    private void hint(Map<String, String> attributes) {
        if (required(attributes, "TYPE").equals("PART")) partHint = Optional.of(required(attributes, "URI"));
    }

    private void segment(String uri) {
        if (seconds == null) throw new AssertionError("segment " + uri + " without EXTINF");
        add(Optional.of(uri), seconds);
    }

    private void add(Optional<String> uri, double length) {
        if (discontinuity) era++;
        segments.add(new ListedSegment(
                mediaSequence + skipped + segments.size(),
                era,
                discontinuity,
                Optional.ofNullable(map),
                Optional.ofNullable(time),
                List.copyOf(parts),
                uri,
                length,
                gap));
        discontinuity = false;
        time = null;
        seconds = null;
        gap = false;
        parts = new ArrayList<>();
    }

    private ListedMedia whole() {
        if (!parts.isEmpty()) add(Optional.empty(), 0);
        if (targetDuration == 0) throw new AssertionError("a media playlist without EXT-X-TARGETDURATION");
        List<ListedSegment> counted = segments.stream()
                .map(one -> new ListedSegment(
                        one.msn(),
                        one.era() + discontinuitySequence,
                        one.discontinuity(),
                        one.map(),
                        one.time(),
                        one.parts(),
                        one.uri(),
                        one.seconds(),
                        one.gap()))
                .toList();
        return new ListedMedia(
                version,
                targetDuration,
                partTarget,
                control,
                type,
                mediaSequence,
                discontinuitySequence,
                skipped,
                counted,
                partHint,
                ended);
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null) throw new AssertionError("no " + name + " among " + attributes);
        return value;
    }
}
