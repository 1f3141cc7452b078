package footlight.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// An object of the API: its fields by name, those too that this client does not know. A field that is absent reads as
/// null. Not thread-safe.
public abstract class Fields {
    private final Map<String, Object> fields;

    protected Fields(Map<String, Object> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /// As JSON has it.
    public final Map<String, Object> json() {
        return fields;
    }

    protected final Object get(String name) {
        return fields.get(name);
    }

    protected final void set(String name, Object value) {
        fields.put(name, value);
    }

    protected final String text(String name) {
        return (String) fields.get(name);
    }

    protected final Boolean flag(String name) {
        return (Boolean) fields.get(name);
    }

    protected final Long whole(String name) {
        Number number = (Number) fields.get(name);
        return number == null ? null : number.longValue();
    }

    protected final Double number(String name) {
        Number number = (Number) fields.get(name);
        return number == null ? null : number.doubleValue();
    }

    protected final <T> T object(String name, Function<Map<String, Object>, T> made) {
        Object value = fields.get(name);
        return value == null ? null : made.apply(map(value));
    }

    protected final <T> List<T> objects(String name, Function<Map<String, Object>, T> made) {
        List<T> items = new ArrayList<>();
        for (Object item : list(name)) items.add(made.apply(map(item)));
        return fields.get(name) == null ? null : items;
    }

    @SuppressWarnings("unchecked")
    protected final <T> List<T> plain(String name) {
        return (List<T>) fields.get(name);
    }

    private List<?> list(String name) {
        return fields.get(name) instanceof List<?> items ? items : List.of();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        if (value instanceof Fields) return ((Fields) value).json();
        return (Map<String, Object>) value;
    }

    /// Its kind alone: some fields are secrets.
    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass() && ((Fields) other).fields.equals(fields);
    }

    @Override
    public final int hashCode() {
        return fields.hashCode();
    }
}
