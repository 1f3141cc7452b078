package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.platform.picture.StrangersPicture;
import footlight.platform.running.Browser;
import footlight.platform.running.HeldRows;
import footlight.platform.running.RunningPlatform;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();
    private static final Browser OWNER = RUNNING.owner();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static String path() {
        return "/shows/"
                + OWNER.post("/channels/default/shows", "{\"title\":\"With a cover\"}")
                        .json()
                        .getString("id");
    }

    private static Browser.Reply put(String path, byte[] image, String type) {
        return OWNER.send("PUT", "/api/v1" + path + "/cover", image, type);
    }

    /// Left half red, right half blue.
    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) image.setRGB(x, y, (x < width / 2 ? Color.RED : Color.BLUE).getRGB());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage served(String url) throws IOException {
        var reply = RUNNING.browser().page(url);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).contains("image/jpeg");
        assertThat(reply.header("cache-control").orElseThrow()).contains("immutable");
        return ImageIO.read(new ByteArrayInputStream(reply.bytes()));
    }

    @ParameterizedTest
    @CsvSource({"jpg", "png", "gif"})
    void anImageThatWasCutOffIsRefused(String format) throws Exception {
        byte[] whole = picture(format, 1200, 800);
        assertThat(StrangersPicture.read(whole, 1280, 720).getWidth()).isEqualTo(1200);
        for (int tenths = 1; tenths < 10; tenths++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * tenths / 10);
            assertThatThrownBy(() -> StrangersPicture.read(cut, 1280, 720))
                    .as("%s cut to %d of %d bytes", format, cut.length, whole.length)
                    .isInstanceOf(StrangersPicture.NotAnImage.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"png,2560,1440,1280,720", "jpg,3000,300,1280,128", "gif,200,100,200,100", "png,7000,5000,1008,720"})
    void aCoverIsServedInTwoSizesWhateverItWas(String format, int w, int h, int wide, int high) throws IOException {
        var reply = put(path(), picture(format, w, h), "image/" + format);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        BufferedImage full = served(reply.json().getString("coverUrl"));
        assertThat(full.getWidth()).isEqualTo(wide);
        assertThat(full.getHeight()).isEqualTo(high);
        BufferedImage small = served(reply.json().getString("coverThumbnailUrl"));
        assertThat(small.getWidth()).isLessThanOrEqualTo(640);
        assertThat(small.getHeight()).isLessThanOrEqualTo(360);
        assertThat(new Color(full.getRGB(wide / 8, high / 2)).getRed()).isGreaterThan(200);
        assertThat(new Color(full.getRGB(wide * 7 / 8, high / 2)).getBlue()).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 8})
    void aPhonesPictureIsTurnedUpright(int orientation) throws IOException {
        var reply = put(path(), withOrientation(picture("jpg", 400, 200), orientation), "image/jpeg");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        BufferedImage full = served(reply.json().getString("coverUrl"));
        assertThat(full.getWidth()).isEqualTo(orientation == 3 ? 400 : 200);
        // Where the red left half went: 3 turns it over, 6 to the top, 8 to the bottom.
        int x = orientation == 3 ? 350 : 100;
        int y = orientation == 3 ? 100 : orientation == 6 ? 50 : 350;
        assertThat(new Color(full.getRGB(x, y)).getRed()).isGreaterThan(200);
    }

    private static byte[] withOrientation(byte[] jpeg, int value) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 36);
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
        out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
        out.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) value)
                .putShort((short) 0);
        out.putInt(0);
        out.put(jpeg, 2, jpeg.length - 2);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void whatIsNoImageIsRefusedWhateverItCallsItself() throws IOException {
        String path = path();
        byte[] whole = picture("png", 300, 200);
        byte[][] bad = {
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                    .getBytes(StandardCharsets.UTF_8),
            "GIF89a".getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0},
            java.util.Arrays.copyOf(whole, whole.length / 2),
            "BM............................".getBytes(StandardCharsets.UTF_8),
            new byte[0],
        };
        for (byte[] bytes : bad) {
            var reply = put(path, bytes, "image/png");
            assertThat(reply.status()).as(reply.text()).isEqualTo(415);
            assertThat(reply.code()).isEqualTo("not-an-image");
        }
        assertThat(OWNER.get(path).json().getString("coverUrl")).isNull();
    }

    @Test
    void aSmallFileOfEndlessPixelsIsRefusedBeforeItIsDecoded() {
        // A PNG whose header says 60000x60000; nothing behind it is looked at.
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        png.putInt(13);
        int from = png.position();
        png.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(60_000).putInt(60_000);
        png.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(png.array(), from, png.position() - from);
        png.putInt((int) crc.getValue());
        var reply = put(path(), png.array(), "image/png");
        assertThat(reply.code()).as(reply.text()).isEqualTo("image-too-large");
    }

    @Test
    void aHugeUploadIsRefused() {
        var reply = put(path(), new byte[11 * 1024 * 1024], "image/jpeg");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("body-too-large");
    }

    @Test
    void aCoverThatNobodyUsesAnyMoreIsForgotten() throws IOException {
        String one = path();
        String two = path();
        byte[] picture = picture("png", 321, 123);
        String url = put(one, picture, "image/png").json().getString("coverUrl");
        assertThat(put(two, picture, "image/png").json().getString("coverUrl")).isEqualTo(url);
        assertThat(OWNER.delete(one + "/cover").json().getString("coverUrl")).isNull();
        assertThat(RUNNING.browser().page(url).status()).isEqualTo(200);
        assertThat(OWNER.delete(two).status()).isEqualTo(204);
        assertThat(RUNNING.browser().page(url).status()).isEqualTo(404);
        try (Stream<Path> files = Files.list(RUNNING.dataDir.resolve("covers"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void aCoverThatAnotherShowIsJustTakingIsNotThrownAway() throws Exception {
        String one = path();
        String two = path();
        byte[] picture = picture("png", 97, 89);
        String url = put(one, picture, "image/png").json().getString("coverUrl");
        CompletableFuture<Browser.Reply> taking;
        try (HeldRows held =
                HeldRows.of(RUNNING.databaseUrl, "select id from show where id = '" + id(two) + "' for update")) {
            taking = CompletableFuture.supplyAsync(() -> put(two, picture, "image/png"));
            held.awaitSomebodyWaiting();
            assertThat(OWNER.delete(one + "/cover").status()).isEqualTo(200);
        }
        assertThat(taking.get(10, TimeUnit.SECONDS).json().getString("coverUrl"))
                .isEqualTo(url);
        assertThat(RUNNING.browser().page(url).status()).isEqualTo(200);
    }

    @Test
    void aCoverForAShowThatWasChangedMeanwhileLeavesNothingBehind() throws IOException {
        String path = path();
        long before = files();
        OWNER.with("if-match", "\"99\"");
        var refused = put(path, picture("png", 83, 79), "image/png");
        OWNER.with("if-match", null);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(files()).isEqualTo(before);
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.list(RUNNING.dataDir.resolve("covers"))) {
            return files.count();
        }
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/covers/..%2Fsecret.key", "/covers/%2e%2e/secret.key", "/covers/secret.key", "/covers/a.jpg"})
    void nothingElseIsServedAsACover(String path) {
        assertThat(RUNNING.browser().page(path).status()).isIn(400, 404);
    }
}
