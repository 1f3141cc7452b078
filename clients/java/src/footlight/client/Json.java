package footlight.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON as Java has it: maps in their order, lists, `String`, `Long`, `Double`, `Boolean`, null. Source: RFC 8259.
public final class Json {
    private static final int DEEPEST = 200;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException when `text` is no JSON
    public static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (json.at < text.length()) throw json.wrong();
        return value;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("no JSON at character " + at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char next() {
        if (at >= text.length()) throw wrong();
        return text.charAt(at);
    }

    private boolean takes(char wanted) {
        space();
        if (at >= text.length() || text.charAt(at) != wanted) return false;
        at++;
        return true;
    }

    private void demand(char wanted) {
        if (!takes(wanted)) throw wrong();
    }

    private Object value(int depth) {
        if (depth > DEEPEST) throw wrong();
        space();
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        demand('{');
        if (takes('}')) return fields;
        do {
            space();
            String name = string();
            demand(':');
            fields.put(name, value(depth + 1));
        } while (takes(','));
        demand('}');
        return fields;
    }

    private List<Object> array(int depth) {
        List<Object> items = new ArrayList<>();
        demand('[');
        if (takes(']')) return items;
        do items.add(value(depth + 1));
        while (takes(','));
        demand(']');
        return items;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) throw wrong();
        at += word.length();
        return value;
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        String number = text.substring(from, at);
        try {
            if (number.chars().anyMatch(letter -> ".eE".indexOf(letter) >= 0)) return Double.valueOf(number);
            return Long.valueOf(number);
        } catch (NumberFormatException none) {
            throw wrong();
        }
    }

    private String string() {
        if (next() != '"') throw wrong();
        at++;
        StringBuilder said = new StringBuilder();
        for (char letter = next(); letter != '"'; letter = next()) {
            at++;
            said.append(letter == '\\' ? escaped() : letter);
        }
        at++;
        return said.toString();
    }

    private char escaped() {
        char letter = next();
        at++;
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw wrong();
        };
    }

    private char hex() {
        if (at + 4 > text.length()) throw wrong();
        try {
            char letter = (char) Integer.parseInt(text.substring(at, at + 4), 16);
            at += 4;
            return letter;
        } catch (NumberFormatException none) {
            throw wrong();
        }
    }

    /// @param value as `read` gives it, [Fields] among it
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Fields) write(((Fields) value).json(), out);
        else if (value instanceof Map<?, ?> map) {
            String between = "{";
            for (Map.Entry<?, ?> field : map.entrySet()) {
                quoted(String.valueOf(field.getKey()), out.append(between));
                write(field.getValue(), out.append(':'));
                between = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> items) {
            String between = "";
            out.append('[');
            for (Object item : items) {
                write(item, out.append(between));
                between = ",";
            }
            out.append(']');
        } else if (value == null || value instanceof Number || value instanceof Boolean) out.append(value);
        else quoted(value.toString(), out);
    }

    private static void quoted(String text, StringBuilder out) {
        out.append('"');
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') out.append('\\').append(letter);
            else if (letter < ' ') out.append(String.format("\\u%04x", (int) letter));
            else out.append(letter);
        }
        out.append('"');
    }
}
