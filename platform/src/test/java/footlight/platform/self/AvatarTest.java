package footlight.platform.self;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.HeldRows;
import footlight.platform.running.House;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarTest {
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static Browser.Reply put(Browser browser, byte[] image, String query) {
        return browser.send("PUT", "/api/v1/account/avatar" + query, image, "image/png");
    }

    /// Quarters: red, green above, blue, white below.
    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                boolean left = x < width / 2;
                Color above = left ? Color.RED : Color.GREEN;
                Color below = left ? Color.BLUE : Color.WHITE;
                image.setRGB(x, y, (y < height / 2 ? above : below).getRGB());
            }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage served(String url) throws IOException {
        var reply = RUNNING.browser().page(url);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).contains("image/jpeg");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        return ImageIO.read(new ByteArrayInputStream(reply.bytes()));
    }

    private static void looks(BufferedImage image, int x, int y, Color wanted) {
        Color seen = new Color(image.getRGB(x, y));
        assertThat(Math.abs(seen.getRed() - wanted.getRed())
                        + Math.abs(seen.getGreen() - wanted.getGreen())
                        + Math.abs(seen.getBlue() - wanted.getBlue()))
                .as("%s at %d,%d for %s", seen, x, y, wanted)
                .isLessThan(60);
    }

    @Test
    void theMiddleIsTakenWhenNothingIsSaidAndShownInSessionAndTeam() throws IOException {
        House house = new House(RUNNING);
        var reply = put(house.member, picture("png", 1600, 800), "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        BufferedImage large = served(reply.json().getString("avatarUrl"));
        assertThat(large.getWidth()).isEqualTo(512);
        assertThat(large.getHeight()).isEqualTo(512);
        looks(large, 100, 100, Color.RED);
        looks(large, 400, 400, Color.WHITE);
        String small = reply.json().getString("avatarThumbnailUrl");
        assertThat(served(small).getWidth()).isEqualTo(128);
        assertThat(house.member.get("/session").json().getJsonObject("account").getString("avatarThumbnailUrl"))
                .isEqualTo(small);
        assertThat(house.founder.get("/channels/" + house.channel + "/members").text())
                .contains(small);
    }

    @Test
    void thePartThatWasChosenIsTaken() throws IOException {
        Browser mia = RUNNING.person("Mia");
        byte[] image = picture("jpg", 1000, 600);
        looks(served(put(mia, image, "?crop=0,0,300").json().getString("avatarUrl")), 150, 150, Color.RED);
        BufferedImage all = served(put(mia, image, "?crop=600,300,300").json().getString("avatarUrl"));
        assertThat(all.getWidth()).as("never enlarged").isEqualTo(300);
        looks(all, 10, 10, Color.WHITE);
        looks(all, 290, 290, Color.WHITE);
        // As small as can be.
        assertThat(put(mia, image, "?crop=999,599,1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "900,0,101",
                "0,500,101",
                "0,0,601",
                "1000,600,1",
                "99999,99999,99999",
                "0,0,0",
                "-1,0,5",
                "1,2",
                "1,2,3,4",
                "a,b,c",
                "999999,0,1",
                "1,1,9%0A",
                ""
            })
    void aPartThatIsNotWithinThePictureIsRefused(String crop) throws IOException {
        Browser mia = RUNNING.person("Mia");
        var reply = put(mia, picture("png", 1000, 600), "?crop=" + crop);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("crop");
        assertThat(mia.get("/account").json().getValue("avatarUrl")).isNull();
    }

    /// Phones say how they were held instead of turning the pixels; the part is chosen in the upright picture.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void thePartIsOfTheUprightPicture(int orientation) throws IOException {
        byte[] stored = withOrientation(picture("jpg", 800, 400), orientation);
        Browser mia = RUNNING.person("Mia");
        boolean sideways = orientation >= 5;
        int wide = sideways ? 400 : 800;
        int high = sideways ? 800 : 400;
        Color[] corners =
                switch (orientation) {
                    case 1 -> new Color[] {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
                    case 2 -> new Color[] {Color.GREEN, Color.RED, Color.WHITE, Color.BLUE};
                    case 3 -> new Color[] {Color.WHITE, Color.BLUE, Color.GREEN, Color.RED};
                    case 4 -> new Color[] {Color.BLUE, Color.WHITE, Color.RED, Color.GREEN};
                    case 5 -> new Color[] {Color.RED, Color.BLUE, Color.GREEN, Color.WHITE};
                    case 6 -> new Color[] {Color.BLUE, Color.RED, Color.WHITE, Color.GREEN};
                    case 7 -> new Color[] {Color.WHITE, Color.GREEN, Color.BLUE, Color.RED};
                    default -> new Color[] {Color.GREEN, Color.WHITE, Color.RED, Color.BLUE};
                };
        int side = 160;
        int[][] places = {{0, 0}, {wide - side, 0}, {0, high - side}, {wide - side, high - side}};
        for (int i = 0; i < 4; i++) {
            var reply = put(mia, stored, "?crop=" + places[i][0] + "," + places[i][1] + "," + side);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            looks(served(reply.json().getString("avatarUrl")), 80, 80, corners[i]);
        }
        // Taller than the stored one is high: it must not be measured lying down.
        assertThat(put(mia, stored, "?crop=0," + (high - side) + "," + (side + 1))
                        .status())
                .isEqualTo(400);
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
        return Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void whatIsNoImageOrABombIsRefusedAndThePictureStays() throws IOException {
        Browser mia = RUNNING.person("Mia");
        String url = put(mia, picture("png", 300, 200), "").json().getString("avatarUrl");
        byte[][] bad = {
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                    .getBytes(StandardCharsets.UTF_8),
            "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
            "GIF89a".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(picture("png", 300, 200), 200),
            new byte[0],
        };
        for (byte[] bytes : bad) assertThat(put(mia, bytes, "").code()).isEqualTo("not-an-image");
        for (String crop : new String[] {"", "?crop=0,0,64"})
            assertThat(put(mia, endless(), crop).code()).isEqualTo("image-too-large");
        assertThat(put(mia, new byte[11 * 1024 * 1024], "").code()).isEqualTo("body-too-large");
        assertThat(mia.get("/account").json().getString("avatarUrl")).isEqualTo(url);
    }

    /// A PNG whose header says 60000x60000; nothing behind it is looked at.
    private static byte[] endless() {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        png.putInt(13);
        int from = png.position();
        png.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(60_000).putInt(60_000);
        png.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(png.array(), from, png.position() - from);
        png.putInt((int) crc.getValue());
        return png.array();
    }

    @Test
    void nothingOfTheUploadedBytesIsServed() throws IOException {
        Browser mia = RUNNING.person("Mia");
        byte[] jpeg = picture("jpg", 64, 64);
        byte[] secret = "EXIF GPS 53.35 -6.26 <script>".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + secret.length + 4);
        // A comment segment (ITU T.81, B.2.4.5).
        out.put(jpeg, 0, 2).putShort((short) 0xFFFE).putShort((short) (secret.length + 2));
        out.put(secret).put(jpeg, 2, jpeg.length - 2);
        var reply = put(mia, out.array(), "");
        assertThat(reply.status()).isEqualTo(200);
        byte[] served =
                RUNNING.browser().page(reply.json().getString("avatarUrl")).bytes();
        assertThat(new String(served, StandardCharsets.ISO_8859_1)).doesNotContain("GPS");
    }

    @Test
    void aPictureThatNobodyHasAnyMoreIsGone() throws IOException {
        Browser mia = RUNNING.person("Mia");
        Browser zoe = RUNNING.person("Zoe");
        byte[] same = picture("png", 97, 89);
        String url = put(mia, same, "").json().getString("avatarUrl");
        assertThat(put(zoe, same, "").json().getString("avatarUrl")).isEqualTo(url);
        assertThat(mia.delete("/account/avatar").json().getValue("avatarUrl")).isNull();
        assertThat(RUNNING.browser().page(url).status()).isEqualTo(200);
        put(zoe, picture("png", 89, 97), "?crop=0,0,33");
        assertThat(RUNNING.browser().page(url).status()).isEqualTo(404);
        assertThat(RUNNING.browser().page(url.replace(".jpg", ".128.jpg")).status())
                .isEqualTo(404);
        assertThat(mia.delete("/account/avatar").status()).as("there is none").isEqualTo(200);
        try (Stream<Path> files = Files.list(RUNNING.dataDir.resolve("avatars"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void aPictureThatSomebodyIsJustTakingIsNotThrownAway() throws Exception {
        Browser mia = RUNNING.person("Mia");
        Browser zoe = RUNNING.person("Zoe");
        byte[] same = picture("png", 71, 67);
        String url = put(mia, same, "").json().getString("avatarUrl");
        CompletableFuture<Browser.Reply> taking;
        try (HeldRows held = HeldRows.of(
                RUNNING.databaseUrl, "select id from account where id = '" + zoe.accountId + "' for update")) {
            taking = CompletableFuture.supplyAsync(() -> put(zoe, same, ""));
            held.awaitSomebodyWaiting();
            assertThat(mia.delete("/account/avatar").status()).isEqualTo(200);
        }
        assertThat(taking.get(10, TimeUnit.SECONDS).json().getString("avatarUrl"))
                .isEqualTo(url);
        assertThat(RUNNING.browser().page(url).status()).isEqualTo(200);
    }

    @Test
    void theSessionsTokenIsNeeded() throws IOException {
        Browser mia = RUNNING.person("Mia");
        Browser forged = RUNNING.browser();
        forged.cookie = mia.cookie;
        assertThat(put(forged, picture("png", 10, 10), "").code()).isEqualTo("csrf-token-wrong");
        assertThat(put(RUNNING.browser(), picture("png", 10, 10), "").code()).isEqualTo("sign-in-first");
    }

    @Test
    void aPictureOfAPersonIsNoPosterAndTwentyAnHourAreEnough() throws IOException {
        Browser mia = RUNNING.person("Mia");
        var large = put(mia, picture("png", 6_000, 4_100), "");
        assertThat(large.code()).isEqualTo("image-too-large");
        assertThat(large.text()).contains("24 megapixels");
        byte[] small = picture("png", 20, 20);
        for (int i = 1; i < 20; i++) assertThat(put(mia, small, "").status()).isEqualTo(200);
        var refused = put(mia, small, "");
        assertThat(refused.code()).isEqualTo("too-many-requests");
        assertThat(refused.header("retry-after")).isPresent();
        RUNNING.clock.pass(Duration.ofHours(1).plusSeconds(1));
        assertThat(put(mia, small, "").status()).isEqualTo(200);
    }
}
