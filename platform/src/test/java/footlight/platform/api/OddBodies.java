package footlight.platform.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// Bodies for one operation that nobody in their right mind would send, made out of its schema in the document.
final class OddBodies {
    /// What may stand where something else should, as JSON has it.
    static final List<String> TOKENS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-0.0",
            "1.5",
            "1e400",
            "2147483648",
            "-9223372036854775809",
            "99999999999999999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202egnp.exe\"",
            "\"e\\u0301 \\ufb01 \\u1e9b\\u0323\"",
            "\"\\ud83d\\udc69\\u200d\\ud83d\\ude80\"",
            "\"\\ufeff\\u200b\\u2060\"",
            "\"\\uffff\\ufffe\"",
            "\"' or 1=1 --\"",
            "\"%00%s%n${x}{{x}}\"",
            "\"../../etc/passwd\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "\"2026-11-20T19:30:00+18:00\"",
            "\"" + "x".repeat(20_000) + "\"",
            "\"" + "\\ud83c\\udfa9".repeat(60) + "\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"a\":{\"b\":[]}}",
            "[" + "1,".repeat(999) + "1]",
            "[".repeat(500) + "]".repeat(500));

    /// Whole bodies that fit nothing.
    static final List<byte[]> WHOLE = List.of(
            text(""),
            text(" "),
            text("{"),
            text("[]"),
            text("null"),
            text("\"text\""),
            text("17"),
            text("{}"),
            text("{}{}"),
            text("\ufeff{}"),
            text("{'a':1}"),
            text("{\"a\":NaN}"),
            text("{\"a\":1,}"),
            text("/**/{}"),
            text("{\"\":1}"),
            text("{\"__proto__\":{}}"),
            text("[".repeat(20_000)),
            text("{\"a\":".repeat(8_000) + "1" + "}".repeat(8_000)),
            text("{\"a\":\"" + "x".repeat(70_000) + "\"}"),
            text("{\"a\":" + "9".repeat(30_000) + "}"),
            new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
            new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
            new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0},
            new byte[64]);

    private final JsonObject document;
    private final JsonObject schema;
    private final Random random;

    OddBodies(JsonObject document, JsonObject schema, Random random) {
        this.document = document;
        this.schema = schema;
        this.random = random;
    }

    /// One with some good fields, some odd ones, and sometimes too few or too many.
    byte[] next() {
        Map<String, String> fields = new LinkedHashMap<>();
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : properties.fieldNames())
            if (random.nextInt(5) > 0) fields.put(name, good(resolved(properties.getJsonObject(name)), 0));
        List<String> names = new ArrayList<>(properties.fieldNames());
        int odd = 1 + random.nextInt(2);
        for (int i = 0; i < odd && !names.isEmpty(); i++) fields.put(any(names), any(TOKENS));
        if (random.nextInt(6) == 0) fields.put("zzUnknown", any(TOKENS));
        String json = fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        if (random.nextInt(12) == 0 && !fields.isEmpty()) json = json.replaceFirst("[{]", "{\"" + any(names) + "\":1,");
        return text(json);
    }

    private String good(JsonObject wanted, int depth) {
        if (wanted.containsKey("oneOf"))
            return good(resolved(wanted.getJsonArray("oneOf").getJsonObject(0)), depth);
        JsonArray choices = wanted.getJsonArray("enum");
        if (choices != null) return "\"" + choices.getValue(random.nextInt(choices.size())) + "\"";
        JsonArray examples = wanted.getJsonArray("examples");
        if (examples != null && examples.getValue(0) instanceof String example) return "\"" + example + "\"";
        Object type = wanted.getValue("type");
        String one = type instanceof JsonArray several ? several.getString(0) : String.valueOf(type);
        return switch (one) {
            case "boolean" -> random.nextBoolean() ? "true" : "false";
            case "integer", "number" -> String.valueOf(wanted.getInteger("minimum", 1));
            case "array" ->
                depth > 3
                        ? "[]"
                        : "[" + good(resolved(wanted.getJsonObject("items", new JsonObject())), depth + 1) + "]";
            case "object" -> "{}";
            default -> "\"Good text " + random.nextInt(1000) + "\"";
        };
    }

    JsonObject resolved(JsonObject written) {
        JsonObject at = written;
        while (at.containsKey("$ref")) {
            JsonObject next = document;
            for (String step : at.getString("$ref").substring(2).split("/"))
                next = next.getJsonObject(step.replace("~1", "/").replace("~0", "~"));
            at = next;
        }
        return at;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
