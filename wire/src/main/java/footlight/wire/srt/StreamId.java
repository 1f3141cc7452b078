package footlight.wire.srt;

import footlight.wire.MalformedMedia;
import java.util.HashMap;
import java.util.Map;

/// What a caller's stream id asks for: a plain name, or `#!::r=NAME,m=publish,…`.
/// Source: SRT Access Control (Stream ID) Guidelines.
///
/// @param resource the stream key of a publisher
/// @param mode `publish`, `request` or `bidirectional`; a plain name means `publish` here, where nothing can be
/// asked for
public record StreamId(String resource, String mode) {
    private static final String KEYED = "#!::";

    /// @throws MalformedMedia when the keyed form has an entry without `=`, or is of another kind
    public static StreamId parse(String text) {
        if (!text.startsWith("#!")) return new StreamId(trimmed(text), "publish");
        if (!text.startsWith(KEYED)) throw new MalformedMedia("SRT stream id of a kind that is not #!::");
        Map<String, String> entries = new HashMap<>();
        for (String entry : text.substring(KEYED.length()).split(",", -1)) {
            int equals = entry.indexOf('=');
            if (equals < 1) throw new MalformedMedia("SRT stream id with an entry that is not key=value");
            entries.put(
                    entry.substring(0, equals).strip(),
                    entry.substring(equals + 1).strip());
        }
        // The guidelines read a missing mode as "request"; encoders leave it out, and there is nothing to request.
        return new StreamId(trimmed(entries.getOrDefault("r", "")), entries.getOrDefault("m", "publish"));
    }

    public boolean publishes() {
        return mode.equals("publish");
    }

    /// Encoders that think in paths write `live/KEY` or `/KEY`.
    private static String trimmed(String path) {
        String name = path.strip();
        while (name.endsWith("/")) name = name.substring(0, name.length() - 1);
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// Without the key: this may stand in a log.
    @Override
    public String toString() {
        return "stream id to " + mode;
    }
}
