package footlight.app.running;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Secrets by what they are, to be looked for in texts where none may stand: as they are, as addresses, JSON and hex
/// have them, and in base64 wherever in a longer text they began. Any thread.
public final class Secrets {
    private static final int TOO_SHORT = 8;

    private final Map<String, String> named = new LinkedHashMap<>();

    /// @return `value`
    /// @throws IllegalArgumentException when it is so short that it may stand anywhere by chance
    public synchronized String keep(String what, String value) {
        if (value.length() < TOO_SHORT) throw new IllegalArgumentException(what + " is too short to be looked for");
        named.put(what, value);
        return value;
    }

    /// What of them stands in `text`, and in which form.
    public synchronized List<String> in(String text) {
        List<String> found = new ArrayList<>();
        named.forEach((what, value) -> forms(value).forEach((form, written) -> {
            if (text.contains(written)) found.add(what + ", " + form);
        }));
        return found;
    }

    private static Map<String, String> forms(String value) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("as it is", value);
        String address = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.put("as a form has it", address);
        forms.put("as an address has it", address.replace("+", "%20"));
        forms.put("in small letters", value.toLowerCase(java.util.Locale.ROOT));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.put("in hex", HexFormat.of().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            String inside = base64From(bytes, before);
            forms.put("in base64 behind " + before, inside);
            forms.put(
                    "in base64 of addresses behind " + before,
                    inside.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    /// What stands in the base64 of a text that has `before` bytes before these, and any after: whole letters alone.
    private static String base64From(byte[] bytes, int before) {
        byte[] whole = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, whole, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(whole);
        int first = (before * 8 + 5) / 6;
        int end = whole.length * 8 / 6;
        return text.substring(first, end);
    }
}
