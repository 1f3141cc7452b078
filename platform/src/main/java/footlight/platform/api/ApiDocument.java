package footlight.platform.api;

import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The API's OpenAPI 3.1 document: its operations, to check requests against, and its text as JSON. Why our own reader:
/// docs/decisions/0030-api-document.md.
public final class ApiDocument {
    /// Under this path everything of the document lives.
    public static final String PREFIX = "/api/v1";

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private final Map<String, Operation> operations;
    private final byte[] json;

    private ApiDocument(Map<String, Operation> operations, byte[] json) {
        this.operations = operations;
        this.json = json;
    }

    /// Reads the document that this jar carries.
    public static ApiDocument read() {
        return of(DocumentFiles.joined(
                "footlight.yaml", name -> ApiDocument.class.getResourceAsStream("/openapi/" + name)));
    }

    static ApiDocument of(Map<String, Object> root) {
        YamlTree tree = new YamlTree(root);
        Map<String, Operation> operations = new LinkedHashMap<>();
        YamlTree.map(root.get("paths")).forEach((path, written) -> {
            Map<String, Object> item = YamlTree.map(written);
            for (String method : METHODS) {
                if (!item.containsKey(method)) continue;
                List<Object> parameters = new ArrayList<>(YamlTree.list(item.get("parameters")));
                Map<String, Object> operation = YamlTree.map(item.get(method));
                parameters.addAll(YamlTree.list(operation.get("parameters")));
                Operation read = Operation.read(tree, path, method, parameters, operation);
                operations.put(read.id(), read);
            }
        });
        return new ApiDocument(operations, Json.encodeToBuffer(root).getBytes());
    }

    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    /// @throws IllegalArgumentException when the document has no such operation
    public Operation operation(String id) {
        Operation operation = operations.get(id);
        if (operation == null) throw new IllegalArgumentException("the API document has no operation " + id);
        return operation;
    }

    public byte[] json() {
        return json.clone();
    }
}
