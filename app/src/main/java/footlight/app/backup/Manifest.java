package footlight.app.backup;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a backup holds, and by which checksum each part is known.
///
/// @param footlight the version that made it
/// @param schema the last migration that its rows are of, such as `11`
/// @param sequences the value that each stands at
record Manifest(
        String footlight,
        String schema,
        Instant madeAt,
        List<Table> tables,
        Map<String, Long> sequences,
        List<Entry> files) {
    /// Of the file as such; a later one that this build cannot read has a higher number.
    static final int FORMAT = 1;

    static final String NAME = "manifest.json";
    static final String FILES = "files/";
    static final String TABLES = "database/";

    /// One entry of the file.
    ///
    /// @param name of a file below the data folder, or of a table
    /// @param sha256 of its content, hexadecimal
    record Entry(String name, long bytes, String sha256) {
        private JsonObject json() {
            return new JsonObject().put("name", name).put("bytes", bytes).put("sha256", sha256);
        }

        private static Entry of(JsonObject json) {
            return new Entry(json.getString("name"), json.getLong("bytes"), json.getString("sha256"));
        }
    }

    /// @param columns those that are kept; generated ones come by themselves
    record Table(Entry entry, List<String> columns, long rows) {}

    String json() {
        JsonArray kept = new JsonArray();
        for (Table table : tables)
            kept.add(table.entry.json().put("rows", table.rows).put("columns", new JsonArray(table.columns)));
        JsonObject at = new JsonObject();
        sequences.forEach(at::put);
        JsonArray data = new JsonArray();
        files.forEach(file -> data.add(file.json()));
        return new JsonObject()
                .put("format", FORMAT)
                .put("footlight", footlight)
                .put("schema", schema)
                .put("madeAt", madeAt.toString())
                .put("tables", kept)
                .put("sequences", at)
                .put("files", data)
                .encodePrettily();
    }

    /// @throws BackupRefused when it is none, or of a newer Footlight's form
    static Manifest read(String text) {
        try {
            JsonObject json = new JsonObject(text);
            int format = json.getInteger("format", 0);
            if (format > FORMAT)
                throw new BackupRefused("This backup was made by a newer Footlight (" + json.getString("footlight")
                        + "): restore it with that one.");
            if (format < 1) throw new BackupRefused("This is no backup of Footlight's.");
            List<Table> tables = new ArrayList<>();
            for (Object each : json.getJsonArray("tables")) {
                JsonObject table = (JsonObject) each;
                List<String> columns = table.getJsonArray("columns").stream()
                        .map(String.class::cast)
                        .toList();
                tables.add(new Table(Entry.of(table), columns, table.getLong("rows")));
            }
            Map<String, Long> sequences = new LinkedHashMap<>();
            JsonObject at = json.getJsonObject("sequences");
            for (String name : at.fieldNames()) sequences.put(name, at.getLong(name));
            List<Entry> files = new ArrayList<>();
            for (Object each : json.getJsonArray("files")) files.add(Entry.of((JsonObject) each));
            return new Manifest(
                    json.getString("footlight"),
                    json.getString("schema"),
                    Instant.parse(json.getString("madeAt")),
                    tables,
                    sequences,
                    files);
        } catch (DecodeException | ClassCastException | NullPointerException | java.time.DateTimeException broken) {
            throw new BackupRefused("This backup is damaged: what it says about itself cannot be read.", broken);
        }
    }
}
