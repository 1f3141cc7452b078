package footlight.platform.api;

import footlight.platform.api.Refusals.Misfit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One JSON Schema of the document, of the part of 2020-12 that the document's requests use, telling what does not fit
/// in words for people. An unknown keyword is refused when the document is read, so none is silently unchecked.
///
/// Beyond the schema, no text may have a NUL or half a surrogate pair: PostgreSQL cannot keep them.
final class Schema {
    private static final Set<String> CHECKED = Set.of(
            "type",
            "enum",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "required",
            "properties",
            "additionalProperties",
            "minProperties",
            "items",
            "minItems",
            "maxItems",
            "oneOf");
    private static final Set<String> TELLING = Set.of("description", "default", "examples", "example", "title");
    private static final int YEAR_FIRST = 2000;
    private static final int YEAR_LAST = 2199;

    private final Map<String, Object> text;
    private final @Nullable Pattern pattern;
    private final Map<String, Schema> properties;
    private final @Nullable Schema items;
    private final List<Schema> oneOf;

    private Schema(
            Map<String, Object> text, Map<String, Schema> properties, @Nullable Schema items, List<Schema> oneOf) {
        this.text = text;
        this.items = items;
        this.properties = properties;
        this.oneOf = oneOf;
        this.pattern = text.get("pattern") instanceof String regex ? Pattern.compile(whole(regex)) : null;
    }

    /// In the document `$` is the end; in Java it stands before a last line break too.
    private static String whole(String regex) {
        boolean ends = regex.endsWith("$") && !regex.endsWith("\\$");
        return ends ? regex.substring(0, regex.length() - 1) + "\\z" : regex;
    }

    /// @throws IllegalArgumentException when the document uses what is not checked here
    static Schema read(YamlTree document, Map<String, Object> written) {
        Map<String, Object> text = document.resolved(written);
        for (String keyword : text.keySet()) {
            if (!CHECKED.contains(keyword) && !TELLING.contains(keyword))
                throw new IllegalArgumentException("the API document uses \"" + keyword + "\", which is not checked");
        }
        Map<String, Schema> properties = new java.util.LinkedHashMap<>();
        YamlTree.map(text.get("properties"))
                .forEach((name, schema) -> properties.put(name, read(document, YamlTree.map(schema))));
        List<Schema> oneOf = new ArrayList<>();
        for (Object choice : YamlTree.list(text.get("oneOf"))) oneOf.add(read(document, YamlTree.map(choice)));
        Schema items = text.containsKey("items") ? read(document, YamlTree.map(text.get("items"))) : null;
        return new Schema(text, properties, items, oneOf);
    }

    @Nullable
    Object defaultValue() {
        return text.get("default");
    }

    boolean wantsInteger() {
        return types().contains("integer");
    }

    /// Adds what does not fit about `value`, a JSON value as Jackson or Vert.x read it.
    void check(String field, @Nullable Object value, List<Misfit> misfits) {
        if (!oneOf.isEmpty()) {
            checkChoice(field, value, misfits);
            return;
        }
        List<String> types = types();
        if (!types.isEmpty()
                && !types.contains(typeOf(value))
                && !(types.contains("number") && value instanceof Number)) {
            misfits.add(new Misfit(field, "must be " + said(types)));
            return;
        }
        if (text.containsKey("enum") && !YamlTree.list(text.get("enum")).contains(value)) {
            misfits.add(new Misfit(field, "must be one of " + YamlTree.list(text.get("enum"))));
        }
        switch (value) {
            case String string -> checkText(field, string, misfits);
            case Number number -> checkNumber(field, number, misfits);
            case Map<?, ?> object -> checkObject(field, object, misfits);
            case List<?> list -> checkList(field, list, misfits);
            case null, default -> {}
        }
    }

    /// The document's choices are "this or null", so the first one's words are the useful ones.
    private void checkChoice(String field, @Nullable Object value, List<Misfit> misfits) {
        for (Schema choice : oneOf) {
            List<Misfit> none = new ArrayList<>();
            choice.check(field, value, none);
            if (none.isEmpty()) return;
        }
        oneOf.getFirst().check(field, value, misfits);
    }

    private void checkText(String field, String value, List<Misfit> misfits) {
        int letters = value.codePointCount(0, value.length());
        int least = number("minLength", 0);
        int most = number("maxLength", Integer.MAX_VALUE);
        if (letters < least || letters > most) {
            misfits.add(new Misfit(field, "must have " + least + " to " + most + " characters"));
        } else if (!keepable(value)) {
            misfits.add(new Misfit(field, "has a character that is none"));
        } else if (pattern != null && !pattern.matcher(value).find()) {
            misfits.add(new Misfit(field, "has not the right form"));
        } else if ("date-time".equals(text.get("format")) && !time(value)) {
            misfits.add(new Misfit(field, "must be a time like 2026-11-20T19:30:00Z"));
        }
    }

    private void checkNumber(String field, Number value, List<Misfit> misfits) {
        double number = value.doubleValue();
        if (number < number("minimum", Integer.MIN_VALUE) || number > number("maximum", Integer.MAX_VALUE)) {
            misfits.add(new Misfit(field, "must be from " + text.get("minimum") + " to " + text.get("maximum")));
        }
    }

    private void checkList(String field, List<?> list, List<Misfit> misfits) {
        int least = number("minItems", 0);
        int most = number("maxItems", Integer.MAX_VALUE);
        if (list.size() < least || list.size() > most)
            misfits.add(new Misfit(field, "must have " + least + " to " + most + " entries"));
        else if (items != null)
            for (int i = 0; i < list.size(); i++) items.check(field + "." + i, list.get(i), misfits);
    }

    private void checkObject(String field, Map<?, ?> object, List<Misfit> misfits) {
        String prefix = field.isEmpty() ? "" : field + ".";
        for (Object name : YamlTree.list(text.get("required"))) {
            if (!object.containsKey(name)) misfits.add(new Misfit(prefix + name, "is missing"));
        }
        if (object.size() < number("minProperties", 0)) misfits.add(new Misfit(field, "must name something to change"));
        object.forEach((name, value) -> {
            Schema property = properties.get(String.valueOf(name));
            if (property != null) property.check(prefix + name, value, misfits);
            else if (Boolean.FALSE.equals(text.get("additionalProperties")))
                misfits.add(new Misfit(prefix + shortened(String.valueOf(name)), "is not known here"));
        });
    }

    private List<String> types() {
        Object type = text.get("type");
        if (type instanceof String one) return List.of(one);
        return YamlTree.list(type).stream().map(String::valueOf).toList();
    }

    private int number(String keyword, int otherwise) {
        return text.get(keyword) instanceof Number number ? number.intValue() : otherwise;
    }

    private static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "string";
            case Boolean _ -> "boolean";
            case Integer _ -> "integer";
            case Long _ -> "integer";
            case java.math.BigInteger _ -> "integer";
            case Double number when number == Math.rint(number) && !Double.isInfinite(number) -> "integer";
            case BigDecimal number when number.stripTrailingZeros().scale() <= 0 -> "integer";
            case Number _ -> "number";
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            default -> "unknown";
        };
    }

    private static String said(List<String> types) {
        return String.join(" or ", types.stream().map(Schema::said).toList());
    }

    private static String said(String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "object" -> "an object";
            case "array" -> "a list";
            default -> type;
        };
    }

    private static boolean time(String value) {
        try {
            int year = OffsetDateTime.parse(value).getYear();
            return year >= YEAR_FIRST && year <= YEAR_LAST;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static boolean keepable(String value) {
        return value.codePoints()
                .noneMatch(letter ->
                        letter == 0 || (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE));
    }

    /// A stranger's word for a field, fit to be said back.
    static String shortened(String name) {
        String clean = name.codePoints()
                .filter(letter -> Character.isLetterOrDigit(letter) || "-_.".indexOf(letter) >= 0)
                .limit(40)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.isEmpty() ? "?" : clean;
    }
}
