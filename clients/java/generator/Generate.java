import footlight.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;

/// Writes the client's classes from the API document: a method for each operation, a class for each object.
/// `Generate openapi.json FOLDER`.
final class Generate {
    private static final Set<String> TAKEN =
            Set.of("toString", "hashCode", "equals", "getClass", "notify", "notifyAll", "wait", "json", "get", "set");

    private final Map<String, Object> document;
    private final Path folder;
    /// Classes that are written or will be, by name.
    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    private final StringBuilder operations = new StringBuilder();

    private Generate(Map<String, Object> document, Path folder) {
        this.document = document;
        this.folder = folder;
    }

    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[1], "footlight", "client");
        Files.createDirectories(folder);
        new Generate(map(Json.read(Files.readString(Path.of(words[0])))), folder).write();
    }

    private void write() throws IOException {
        map(document.get("paths")).forEach((path, item) -> {
            for (String method : List.of("get", "post", "put", "patch", "delete"))
                if (map(item).containsKey(method)) operation(path, method, map(item), map(map(item).get(method)));
        });
        Set<String> written = new java.util.HashSet<>();
        while (written.size() < objects.size())
            for (String name : List.copyOf(objects.keySet())) if (written.add(name)) object(name);
        Files.writeString(folder.resolve("Footlight.java"), """
                package footlight.client;

                import java.net.http.HttpClient;
                import java.util.List;
                import java.util.Map;

                /// %s, version %s: each operation of the API by its id. Generated from its document.
                public final class Footlight extends Asking {
                    public Footlight(String server, String key, HttpClient http) {
                        super(server, key, http);
                    }

                    /// @param server such as `https://shows.example.org`
                    /// @param key of a channel (`flk_…`); null to ask as anybody
                    public static Footlight at(String server, String key) {
                        return new Footlight(server, key, HttpClient.newHttpClient());
                    }
                %s}
                """.formatted(map(document.get("info")).get("title"), map(document.get("info")).get("version"), operations));
    }

    private void operation(String path, String method, Map<String, Object> item, Map<String, Object> written) {
        String id = (String) written.get("operationId");
        List<String> parts = new ArrayList<>();
        java.util.regex.Pattern.compile("\\{(\\w+)}").matcher(path).results().forEach(part -> parts.add(part.group(1)));
        Map<String, Object> content = map(resolved(map(written.get("requestBody"))).get("content"));
        String body = null;
        if (content.containsKey("application/json"))
            body = type(map(map(content.get("application/json")).get("schema")), capital(id) + "Body").name();
        else if (!content.isEmpty()) body = "byte[]";
        Type answer = answer(id, map(written.get("responses")));
        List<String> given = new ArrayList<>();
        parts.forEach(part -> given.add("String " + part));
        if (body != null) given.add(body + " body");
        String names = String.join(", ", given.stream().map(one -> one.substring(one.lastIndexOf(' ') + 1)).toList());
        String list = "List.of(" + String.join(", ", parts) + ")";
        String about = "/// " + oneLine(written.get("summary")) + ".\n";
        String result = answer == null ? "void" : answer.name();
        String asked = "ask(\"%s\", \"%s\", %s, call, %s)"
                .formatted(method.toUpperCase(java.util.Locale.ROOT), path, list, body == null ? "null" : "body");
        boolean made = answer != null && answer.object();
        say(about + "public %s %s(%s) {".formatted(result, id, String.join(", ", given)));
        say("    %s%s(%sCall.PLAIN);\n}".formatted(answer == null ? "" : "return ", id, names.isEmpty() ? "" : names + ", "));
        given.add("Call call");
        say("public %s %s(%s) {".formatted(result, id, String.join(", ", given)));
        say(answer == null ? "    " + asked + ";\n}" : made ? "    return new %s(%s);\n}".formatted(result, asked) : "    return " + asked + ";\n}");
        if (answer != null && answer.object() && method.equals("get")) pages(id, path, list, given, answer);
    }

    /// For lists that go on: all their items.
    private void pages(String id, String path, String list, List<String> given, Type answer) {
        Map<String, Object> fields = map(objects.get(answer.name()).get("properties"));
        if (!fields.containsKey("items") || !fields.containsKey("next")) return;
        Type items = type(map(fields.get("items")), answer.name() + "Items");
        if (items.item() == null || !items.item().object()) return;
        String each = "each" + capital(id.replaceFirst("^list", ""));
        String name = items.item().name();
        say("/// Every item of `%s`, page after page.".formatted(id));
        say("public Iterable<%s> %s(%s) {".formatted(name, each, String.join(", ", given)));
        say("    return each(\"%s\", %s, call, %s::new);\n}".formatted(path, list, name));
    }

    private Type answer(String id, Map<String, Object> responses) {
        for (String status : List.of("200", "201", "202")) {
            Map<String, Object> content = map(resolved(map(responses.get(status))).get("content"));
            if (content.containsKey("application/json"))
                return type(map(map(content.get("application/json")).get("schema")), capital(id) + "Answer");
        }
        return null;
    }

    private void say(String lines) {
        operations.append('\n').append(lines.indent(4).stripTrailing()).append(lines.startsWith("    ") ? "\n" : "");
    }

    /// @param object whether it is a class of ours, made of fields
    /// @param item what a list is of
    private record Type(String name, boolean object, Type item) {
        static Type plain(String name) {
            return new Type(name, false, null);
        }
    }

    private Type type(Map<String, Object> schema, String hint) {
        if (schema.get("$ref") instanceof String ref)
            return type(resolved(schema), capital(ref.substring(ref.lastIndexOf('/') + 1).replaceAll("\\W", "")));
        if (schema.containsKey("allOf")) return object(hint, merged(schema));
        for (String choice : List.of("oneOf", "anyOf")) {
            List<?> choices = list(schema.get(choice)).stream().filter(one -> !"null".equals(map(one).get("type"))).toList();
            if (choices.size() == 1) return type(map(choices.get(0)), hint);
            if (choices.size() > 1) return Type.plain("Object");
        }
        Object said = schema.get("type");
        List<?> kinds = said instanceof List<?> several ? several : said == null ? List.of() : List.of(said);
        String kind = kinds.stream().map(String::valueOf).filter(one -> !one.equals("null")).findFirst().orElse("");
        return switch (kind) {
            case "string" -> Type.plain("String");
            case "integer" -> Type.plain("Long");
            case "number" -> Type.plain("Double");
            case "boolean" -> Type.plain("Boolean");
            case "array" -> {
                Type item = type(map(schema.get("items")), hint + "Item");
                yield new Type("List<" + item.name() + ">", false, item);
            }
            case "object" -> schema.containsKey("properties") ? object(hint, schema) : Type.plain("Map<String, Object>");
            default -> schema.containsKey("properties") ? object(hint, schema) : Type.plain("Object");
        };
    }

    private Type object(String name, Map<String, Object> schema) {
        objects.putIfAbsent(name, schema);
        return new Type(name, true, null);
    }

    private Map<String, Object> merged(Map<String, Object> schema) {
        Map<String, Object> fields = new LinkedHashMap<>(map(schema.get("properties")));
        for (Object part : list(schema.get("allOf"))) {
            Map<String, Object> whole = resolved(map(part));
            fields.putAll(map((whole.containsKey("allOf") ? merged(whole) : whole).get("properties")));
        }
        return Map.of("properties", fields, "description", schema.getOrDefault("description", ""));
    }

    private void object(String name) throws IOException {
        StringBuilder code = new StringBuilder();
        map(objects.get(name).get("properties")).forEach((field, schema) -> {
            Type type = type(map(schema), name + capital(field));
            String method = SourceVersion.isKeyword(field) || TAKEN.contains(field) ? field + "_" : field;
            String about = oneLine(map(schema).get("description"));
            code.append(about.isEmpty() ? "\n" : "\n    /// " + about + "\n");
            code.append("    public %s %s() {\n        return %s;\n    }\n".formatted(type.name(), method, read(type, field)));
            code.append("\n    public %s %s(%s value) {\n        set(\"%s\", value);\n        return this;\n    }\n"
                    .formatted(name, method, type.name(), field));
        });
        Files.writeString(folder.resolve(name + ".java"), """
                package footlight.client;

                import java.util.List;
                import java.util.Map;

                /// %s
                public final class %s extends Fields {
                    public %s() {
                        super(Map.of());
                    }

                    public %s(Map<String, Object> json) {
                        super(json);
                    }
                %s}
                """.formatted(or(oneLine(objects.get(name).get("description")), name + " of the API."), name, name, name, code));
    }

    private static String read(Type type, String field) {
        if (type.object()) return "object(\"" + field + "\", " + type.name() + "::new)";
        if (type.item() != null)
            return type.item().object() ? "objects(\"" + field + "\", " + type.item().name() + "::new)" : "plain(\"" + field + "\")";
        return switch (type.name()) {
            case "String" -> "text(\"" + field + "\")";
            case "Long" -> "whole(\"" + field + "\")";
            case "Double" -> "number(\"" + field + "\")";
            case "Boolean" -> "flag(\"" + field + "\")";
            case "Object" -> "get(\"" + field + "\")";
            default -> "object(\"" + field + "\", value -> value)";
        };
    }

    private Map<String, Object> resolved(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String ref)) return schema;
        Map<String, Object> at = document;
        for (String part : ref.substring(2).split("/")) at = map(at.get(part.replace("~1", "/").replace("~0", "~")));
        if (at.isEmpty()) throw new IllegalStateException("nothing is at " + ref);
        return resolved(at);
    }

    private static String oneLine(Object text) {
        return text == null ? "" : text.toString().strip().replaceAll("\\s+", " ");
    }

    private static String or(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private static String capital(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> items ? items : List.of();
    }
}
