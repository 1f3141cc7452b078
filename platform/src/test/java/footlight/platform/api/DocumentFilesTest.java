package footlight.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentFilesTest {
    private static final String FIRST = """
            openapi: 3.1.0
            paths:
              /tea: { $ref: 'tea.yaml#/paths/~1tea' }
              '/tea/{id}': { $ref: 'tea.yaml#/paths/~1tea~1{id}' }
            components:
              schemas:
                Id: { type: string }
                Cup: { $ref: 'tea.yaml#/components/schemas/Cup' }
            """;

    private static final String TEA = """
            paths:
              /tea:
                get: { operationId: listTea, schema: { $ref: '#/components/schemas/Cup' } }
              '/tea/{id}':
                get: { operationId: getTea, schema: { $ref: 'footlight.yaml#/components/schemas/Id' } }
            components:
              schemas:
                Cup: { type: object, example: { sugar: null } }
                Pot: { type: object }
            """;

    private static JsonObject joined(Map<String, String> files) {
        return new JsonObject(DocumentFiles.joined("footlight.yaml", name -> {
            String text = files.get(name);
            return text == null ? null : new ByteArrayInputStream(text.getBytes(UTF_8));
        }));
    }

    @Test
    void theFilesOfADocumentAreOneDocumentWhoseReferencesAreInside() {
        assertThat(joined(Map.of("footlight.yaml", FIRST, "tea.yaml", TEA))).isEqualTo(new JsonObject("""
                {
                  "openapi": "3.1.0",
                  "paths": {
                    "/tea": {"get": {"operationId": "listTea", "schema": {"$ref": "#/components/schemas/Cup"}}},
                    "/tea/{id}": {"get": {"operationId": "getTea", "schema": {"$ref": "#/components/schemas/Id"}}}
                  },
                  "components": {"schemas": {
                    "Id": {"type": "string"},
                    "Cup": {"type": "object", "example": {"sugar": null}},
                    "Pot": {"type": "object"}
                  }}
                }"""));
    }

    @Test
    void aNameWithTwoMeaningsIsRefused() {
        Map<String, String> files = Map.of("footlight.yaml", FIRST, "tea.yaml", TEA + "    Id: { type: integer }\n");
        assertThatThrownBy(() -> joined(files)).hasMessage("openapi/tea.yaml has another Id");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> joined(Map.of("footlight.yaml", FIRST))).hasMessage("there is no openapi/tea.yaml");
    }
}
