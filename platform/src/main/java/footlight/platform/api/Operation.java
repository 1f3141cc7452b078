package footlight.platform.api;

import footlight.platform.api.Refusals.Misfit;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One operation of the document and the checks of a request against it.
///
/// @param path as the document has it, with `{name}` parts
/// @param needsSomebody whether nobody in particular is refused before anything else is looked at
/// @param takesImage whether the body is a picture, which may be larger than JSON
/// @param body the JSON body's schema; null when there is none or it is not JSON
public record Operation(
        String id,
        String path,
        String method,
        boolean needsSomebody,
        List<Parameter> parameters,
        boolean takesImage,
        @Nullable Schema body) {

    /// @param in `path`, `query` or `header`
    record Parameter(String name, String in, boolean required, Schema schema) {
        boolean is(String in, String name) {
            return this.in.equals(in) && this.name.equalsIgnoreCase(name);
        }
    }

    static Operation read(
            YamlTree tree, String path, String method, List<Object> parameters, Map<String, Object> written) {
        Map<String, Object> content =
                YamlTree.map(YamlTree.map(written.get("requestBody")).get("content"));
        Map<String, Object> json = YamlTree.map(content.get("application/json"));
        return new Operation(
                String.valueOf(written.get("operationId")),
                path,
                method.toUpperCase(Locale.ROOT),
                !YamlTree.list(written.get("security")).contains(Map.of()),
                parameters.stream().map(parameter -> parameter(tree, parameter)).toList(),
                content.containsKey("image/*"),
                json.isEmpty() ? null : Schema.read(tree, YamlTree.map(json.get("schema"))));
    }

    private static Parameter parameter(YamlTree tree, Object written) {
        Map<String, Object> parameter = tree.resolved(YamlTree.map(written));
        return new Parameter(
                String.valueOf(parameter.get("name")),
                String.valueOf(parameter.get("in")),
                Boolean.TRUE.equals(parameter.get("required")),
                Schema.read(tree, YamlTree.map(parameter.get("schema"))));
    }

    /// A path that Vert.x' router knows: `:name` for `{name}`.
    String routePath() {
        return ApiDocument.PREFIX + path.replaceAll("\\{([a-zA-Z]+)}", ":$1");
    }

    boolean unsafe() {
        return !method.equals("GET");
    }

    /// Whether a request may name itself by `Idempotency-Key`, so that it is done once however often it is sent.
    boolean once() {
        return parameters.stream().anyMatch(parameter -> parameter.is("header", "Idempotency-Key"));
    }

    /// What the operation does not know may be mistyped, and leaving it out may mean something else.
    ///
    /// @throws footlight.front.Refusal 400 for a query parameter that is unknown here, or there twice
    void checkQuery(MultiMap queries) {
        List<Misfit> misfits = new ArrayList<>();
        for (String name : queries.names()) {
            if (parameters.stream()
                    .noneMatch(parameter ->
                            parameter.in().equals("query") && parameter.name().equals(name)))
                misfits.add(new Misfit(Schema.shortened(name), "is no parameter that this address knows"));
            else if (queries.getAll(name).size() > 1) misfits.add(new Misfit(name, "is there twice"));
        }
        if (!misfits.isEmpty()) throw Refusals.invalid(misfits);
    }

    /// @param value finds a parameter's text
    /// @throws footlight.front.Refusal 404 for a path part that cannot be anybody's id, else 400
    void checkParameters(Function<Parameter, Optional<String>> value) {
        List<Misfit> misfits = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Optional<String> text = value.apply(parameter);
            List<Misfit> own = new ArrayList<>();
            if (text.isEmpty() && parameter.required()) own.add(new Misfit(parameter.name(), "is missing"));
            text.ifPresent(said -> parameter.schema().check(parameter.name(), typed(parameter, said), own));
            if (!own.isEmpty() && parameter.in().equals("path"))
                throw Refusals.notFound("There is nothing at this address.");
            misfits.addAll(own);
        }
        if (!misfits.isEmpty()) throw Refusals.invalid(misfits);
    }

    private static Object typed(Parameter parameter, String text) {
        if (!parameter.schema().wantsInteger()) return text;
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notOne) {
            return text;
        }
    }

    /// The body as an object that fits the document; empty when the operation takes none.
    ///
    /// @throws footlight.front.Refusal 400 or 415, saying what does not fit
    JsonObject checkedBody(byte[] bytes, @Nullable String mediaType) {
        if (body == null) return new JsonObject();
        if (mediaType != null && !mediaType.equals("application/json")) throw Refusals.notJson();
        Object value = json(bytes);
        List<Misfit> misfits = new ArrayList<>();
        body.check("", value instanceof JsonObject object ? object.getMap() : value, misfits);
        if (!misfits.isEmpty()) throw Refusals.invalid(misfits);
        return value instanceof JsonObject object ? object : new JsonObject();
    }

    private static @Nullable Object json(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Json.decodeValue(text);
        } catch (DecodeException | CharacterCodingException unreadable) {
            throw Refusals.invalid("", "has a body that is not JSON");
        }
    }
}
