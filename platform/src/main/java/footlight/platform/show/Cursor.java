package footlight.platform.show;

import footlight.platform.api.Refusals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a list of shows, as text for whoever pages through it.
record Cursor(int rank, BigDecimal key, String id) {
    static final Cursor START = new Cursor(-1, BigDecimal.ZERO, "");
    private static final Pattern FORM = Pattern.compile("([012]):(-?\\d{1,18}(?:\\.\\d{1,9})?):([a-z0-9]{12})");

    String text() {
        String plain = rank + ":" + key.toPlainString() + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws footlight.front.Refusal when it is none of ours
    static Cursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Matcher parts = FORM.matcher(plain);
            if (parts.matches())
                return new Cursor(Integer.parseInt(parts.group(1)), new BigDecimal(parts.group(2)), parts.group(3));
        } catch (IllegalArgumentException notBase64) {
            // The same answer as for any other text that is no cursor.
        }
        throw Refusals.invalid("cursor", "is not the \"next\" of a page");
    }
}
