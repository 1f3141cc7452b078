package footlight.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.app.RunningProgram;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with an account, a show, its key and its cover, kept while it runs and put back on an empty machine.
class BackupTest {
    private static final String PASSWORD = "three blue lamps on stage";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static Path backup;
    private static JsonObject show;
    private static String coverPath;
    private static byte[] cover;

    @BeforeAll
    static void keep() throws Exception {
        try (RunningProgram server = RunningProgram.serve(home)) {
            Matcher link = Pattern.compile("/setup\\?token=(\\S+)").matcher(server.words());
            assertThat(link.find()).isTrue();
            post(
                    home,
                    "/setup",
                    new JsonObject()
                            .put("token", link.group(1))
                            .put("name", "Ada")
                            .put("email", "ada@example.org")
                            .put("password", PASSWORD));
            show = server.makeShow("Kept");
            coverPath = putCover();
            cover = get(home, coverPath).body();
            backup = home.resolve("kept.backup");
            RunningProgram.Ended made = RunningProgram.command(home, "admin", "backup", backup.toString());
            assertThat(made.status()).as(made.words()).isZero();
            assertThat(made.words()).contains("Written: " + backup);
        }
    }

    @Test
    void onAnEmptyMachineEverybodyAndEverythingIsThereAgain() throws Exception {
        RunningProgram.Ended restored = RunningProgram.command(folder, "admin", "restore", backup.toString());
        assertThat(restored.status()).as(restored.words()).isZero();
        assertThat(Files.getPosixFilePermissions(folder.resolve("data/secret.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (RunningProgram server = RunningProgram.serve(folder)) {
            assertThat(server.words()).as("nobody is asked to set it up again").doesNotContain("/setup?token=");
            HttpResponse<String> signedIn = post(
                    folder,
                    "/session",
                    new JsonObject().put("email", "ada@example.org").put("password", PASSWORD));
            assertThat(signedIn.statusCode()).isEqualTo(200);
            assertThat(server.api("GET", "/shows/" + show.getString("id") + "/ingest", "")
                            .getString("key"))
                    .as("the stream key, which secret.key opens")
                    .isEqualTo(show.getString("key"));
            assertThat(get(folder, coverPath).body()).isEqualTo(cover);
        }
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(home.resolve("kept.backup.unfinished")).doesNotExist();
    }

    @Test
    void nothingOfOneRunAloneIsInIt() throws IOException {
        try (BackupFile file = BackupFile.open(backup)) {
            assertThat(file.manifest().files().stream().map(Manifest.Entry::name))
                    .contains("secret.key")
                    .noneMatch(name -> name.startsWith("database") || name.equals("admin.token"));
            assertThat(file.manifest().tables().stream()
                            .map(table -> table.entry().name()))
                    .contains("account", "show", "stream_key")
                    .doesNotContain("flyway_schema_history");
        }
    }

    @Test
    void anotherFileIsNeverWrittenOver() throws Exception {
        byte[] before = Files.readAllBytes(backup);
        assertThatThrownBy(() -> Backup.write(
                        backup,
                        home.resolve("data"),
                        new footlight.app.database.DatabaseAddress("jdbc:postgresql://127.0.0.1:1/x", "x", "x"),
                        "1",
                        java.time.Instant.EPOCH))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("is there already");
        assertThat(Files.readAllBytes(backup)).isEqualTo(before);
    }

    @Test
    void whereSomethingIsAlreadyNothingIsRestored() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("secret.key"), "somebody else's");
        RunningProgram.Ended refused = RunningProgram.command(folder, "admin", "restore", backup.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.words()).contains("is not empty");
        assertThat(data.resolve("secret.key")).hasContent("somebody else's");
        assertThat(data.resolve("database")).doesNotExist();
    }

    @Test
    void halfAFileIsRefusedBeforeAnythingIsChanged() throws Exception {
        byte[] whole = Files.readAllBytes(backup);
        for (int part : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
            Path half = Files.write(folder.resolve("half-" + part), Arrays.copyOf(whole, part));
            refused(half, "nothing was changed");
        }
    }

    /// Wherever a byte falls over, in rows, files, or what the file says of itself.
    @Test
    void aDamagedByteIsFound() throws Exception {
        byte[] whole = Files.readAllBytes(backup);
        int[] places =
                IntStream.range(1, 23).map(part -> part * (whole.length / 23)).toArray();
        for (int at : places) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            Path file = Files.write(folder.resolve("damaged-" + at), damaged);
            // A byte of the time stamps of the ZIP harms nothing; all else does.
            Path data = Files.createDirectories(folder.resolve("data-" + at));
            assertThatThrownBy(() -> Restore.from(file, data, () -> {
                        throw new ReachedTheDatabase();
                    }))
                    .as("byte %d of %d", at, whole.length)
                    .isInstanceOfAny(BackupRefused.class, ReachedTheDatabase.class)
                    .satisfies(thrown -> assertThat(thrown instanceof ReachedTheDatabase && changed(file))
                            .as("damaged content was let through at byte %d", at)
                            .isFalse());
        }
    }

    private static final class ReachedTheDatabase extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Whether what is in the file is other than in the backup.
    private static boolean changed(Path file) {
        try (BackupFile one = BackupFile.open(file);
                BackupFile other = BackupFile.open(backup)) {
            return !one.manifest().json().equals(other.manifest().json());
        }
    }

    @Test
    void aBackupOfANewerFootlightIsRefused() throws Exception {
        refused(withManifest(manifest -> manifest.put("schema", "999")), "newer Footlight");
        refused(withManifest(manifest -> manifest.put("format", 2)), "newer Footlight");
    }

    /// Somebody who can write a whole backup must not write elsewhere by it.
    @Test
    void aFileThatLeadsOutOfTheFolderIsRefused() throws Exception {
        refused(
                withManifest(manifest -> manifest.getJsonArray("files")
                        .add(new JsonObject()
                                .put("name", "../outside")
                                .put("bytes", 0)
                                .put("sha256", "00"))),
                "leads elsewhere");
    }

    @Test
    void aFolderOfABrokenOffRestoreIsNotServed() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve(Restore.MARK), "");
        RunningProgram.Ended refused = RunningProgram.command(folder, "serve");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.words()).contains("a restore was not finished");
    }

    private void refused(Path file, String... words) throws Exception {
        Path data = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> Restore.from(file, data, () -> {
                    throw new AssertionError("the database was asked for");
                }))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContainingAll(words);
        assertThat(data).isEmptyDirectory();
    }

    private interface Change {
        void of(JsonObject manifest);
    }

    /// The backup with another manifest, and the checksum that belongs to that.
    private Path withManifest(Change change) throws Exception {
        Path file = folder.resolve("changed.backup");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(backup));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().equals(Manifest.NAME)) {
                    JsonObject manifest = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
                    change.of(manifest);
                    bytes = manifest.encode().getBytes(StandardCharsets.UTF_8);
                    out.setComment(Backup.COMMENT
                            + HexFormat.of().formatHex(Backup.sha256().digest(bytes)));
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
            }
        }
        return file;
    }

    private static String putCover() throws Exception {
        var image = new java.awt.image.BufferedImage(640, 360, java.awt.image.BufferedImage.TYPE_INT_RGB);
        Path png = home.resolve("cover.png");
        javax.imageio.ImageIO.write(image, "png", png.toFile());
        HttpRequest request = request(home, "/api/v1/shows/" + show.getString("id") + "/cover")
                .header(
                        "authorization",
                        "Bearer "
                                + Files.readString(home.resolve("data/admin.token"))
                                        .strip())
                .header("content-type", "image/png")
                .PUT(HttpRequest.BodyPublishers.ofFile(png))
                .build();
        JsonObject answer = new JsonObject(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return URI.create(answer.getString("coverUrl")).getPath();
    }

    private static HttpResponse<String> post(Path home, String path, JsonObject body) throws Exception {
        String site = Files.readString(home.resolve("data/server.url")).strip();
        HttpRequest request = request(home, "/api/v1" + path)
                .header("content-type", "application/json")
                .header("origin", site)
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<byte[]> get(Path home, String path) throws Exception {
        HttpResponse<byte[]> answer = HTTP.send(request(home, path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static HttpRequest.Builder request(Path home, String path) throws IOException {
        return HttpRequest.newBuilder(
                URI.create(Files.readString(home.resolve("data/server.url")).strip() + path));
    }
}
