package footlight.testkit.hls;

import java.util.LinkedHashMap;
import java.util.Map;

/// `NAME=value,NAME="value"`. Source: RFC 8216bis, 4.2.
final class AttributeList {
    private AttributeList() {}

    /// Values without their quotes.
    static Map<String, String> read(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int at = 0; at < text.length(); ) {
            int equals = text.indexOf('=', at);
            if (equals < 0) throw new AssertionError("no attribute list: " + text);
            String name = text.substring(at, equals);
            if (!name.matches("[A-Z0-9-]+")) throw new AssertionError("attribute name '" + name + "' in " + text);
            int end;
            String value;
            if (equals + 1 < text.length() && text.charAt(equals + 1) == '"') {
                int close = text.indexOf('"', equals + 2);
                if (close < 0) throw new AssertionError("an open quote in " + text);
                value = text.substring(equals + 2, close);
                end = close + 1;
            } else {
                int comma = text.indexOf(',', equals);
                end = comma < 0 ? text.length() : comma;
                value = text.substring(equals + 1, end);
            }
            if (end < text.length() && text.charAt(end) != ',') throw new AssertionError("no comma behind " + name);
            if (attributes.put(name, value) != null)
                throw new AssertionError("attribute " + name + " twice in " + text);
            at = end + 1;
        }
        return attributes;
    }
}
