package footlight.platform.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Joins a document that is written as several files into one: a file for each feature, with its paths and components,
/// to which `footlight.yaml` refers. A component's name is its own in all files, so that in the joined document every
/// reference is one inside of it. Source: OpenAPI 3.1, "Structure" and "Reference Object".
final class DocumentFiles {
    /// Reads one file; null when there is none.
    interface Files {
        @Nullable
        InputStream open(String name);
    }

    private final Files files;
    private final Map<String, Map<String, Object>> read = new TreeMap<>();

    private DocumentFiles(Files files) {
        this.files = files;
    }

    /// @throws IllegalStateException when a file is missing, cannot be read, or says again what another one says
    static Map<String, Object> joined(String first, Files files) {
        DocumentFiles document = new DocumentFiles(files);
        Map<String, Object> root = document.file(first);
        Map<String, Object> paths = new LinkedHashMap<>();
        YamlTree.map(root.get("paths")).forEach((path, item) -> paths.put(path, document.followed(item)));
        Map<String, Object> components = YamlTree.map(root.get("components"));
        components.replaceAll((_, named) -> {
            Map<String, Object> followed = YamlTree.map(named);
            followed.replaceAll((_, component) -> document.followed(component));
            return followed;
        });
        document.read.forEach((name, file) -> {
            if (!name.equals(first)) add(components, YamlTree.map(file.get("components")), name);
        });
        root.put("paths", paths);
        root.put("components", components);
        return YamlTree.map(inside(root));
    }

    private Map<String, Object> file(String name) {
        return read.computeIfAbsent(name, wanted -> {
            try (InputStream in = files.open(wanted)) {
                if (in == null) throw new IllegalStateException("there is no openapi/" + wanted);
                return YamlTree.map(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
            } catch (IOException failure) {
                throw new IllegalStateException("openapi/" + wanted + " cannot be read", failure);
            }
        });
    }

    /// What another file says, where `node` refers to it.
    private Object followed(Object node) {
        Object reference = YamlTree.map(node).get("$ref");
        int hash = reference instanceof String text ? text.indexOf('#') : 0;
        if (!(reference instanceof String text) || hash <= 0) return node;
        return new YamlTree(file(text.substring(0, hash))).at(text.substring(hash));
    }

    /// All that the files referred to say, whether or not `first` refers to each of it.
    private static void add(Map<String, Object> components, Map<String, Object> more, String file) {
        more.forEach((kind, named) -> {
            Map<String, Object> all = YamlTree.map(components.get(kind));
            YamlTree.map(named).forEach((name, component) -> {
                Object before = all.put(name, component);
                if (before != null && !before.equals(component))
                    throw new IllegalStateException("openapi/" + file + " has another " + name);
            });
            components.put(kind, all);
        });
    }

    /// The same with references into other files made references inside. An example's nulls stay.
    private static Object inside(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((name, value) -> copy.put(
                        String.valueOf(name),
                        value == null ? null : name.equals("$ref") ? insideReference(value) : inside(value)));
                yield copy;
            }
            case List<?> list -> list.stream().map(DocumentFiles::inside).toList();
            default -> node;
        };
    }

    private static Object insideReference(Object reference) {
        String text = reference.toString();
        return text.substring(Math.max(0, text.indexOf('#')));
    }
}
