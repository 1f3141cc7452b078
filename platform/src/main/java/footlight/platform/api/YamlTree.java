package footlight.platform.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A YAML or JSON document as maps and lists, with its inner references followed.
record YamlTree(Map<String, Object> root) {
    /// `node`, or what its `$ref` points at.
    Map<String, Object> resolved(Map<String, Object> node) {
        Map<String, Object> at = node;
        while (at.get("$ref") instanceof String reference) at = at(reference);
        return at;
    }

    /// What is at `#/step/step`, a JSON pointer (RFC 6901).
    Map<String, Object> at(String reference) {
        if (!reference.startsWith("#/")) throw new IllegalArgumentException("not a reference inside: " + reference);
        Map<String, Object> at = root;
        for (String escaped : reference.substring(2).split("/")) {
            String step = escaped.replace("~1", "/").replace("~0", "~");
            if (!at.containsKey(step)) throw new IllegalArgumentException("nothing at " + reference);
            at = map(at.get(step));
        }
        return at;
    }

    /// An absent map is an empty one.
    static Map<String, Object> map(@Nullable Object node) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            // Null values (an example's) are of no use to any reader here.
            map.forEach((name, value) -> {
                if (value != null) copy.put(String.valueOf(name), value);
            });
        }
        return copy;
    }

    /// An absent list is an empty one.
    static List<Object> list(@Nullable Object node) {
        return node instanceof List<?> list ? List.copyOf(list) : List.of();
    }
}
