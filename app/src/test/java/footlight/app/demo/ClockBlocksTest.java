package footlight.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.programs.FfmpegProgram;
import footlight.app.programs.ProgramCache;
import footlight.testkit.ClockBlocksReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockBlocksTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123Z");

    @TempDir
    Path folder;

    @Test
    void theMomentIsReadBackFromThePicture() {
        for (long ms : new long[] {0, 1, 0xFFFF_FFFFL, 0x5555_5555L, 0xAAAA_AAAAL, NOW.toEpochMilli()}) {
            Picture picture = new Picture();
            ClockBlocks.draw(picture, ms);
            assertThat(ClockBlocksReader.read(shown(picture), Instant.ofEpochMilli(ms)))
                    .as("%d", ms)
                    .hasValue(ms);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 397, 640, 1000, 1280, 1920})
    void theMomentIsReadFromAScreenshotOfAnySize(int width) {
        BufferedImage page = new BufferedImage(width + 200, width, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, page.getWidth(), page.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(shown(new DemoScene().at(NOW)), 61, 43, width, width * 9 / 16, null);
        assertThat(ClockBlocksReader.read(page, NOW)).hasValue(NOW.toEpochMilli());
    }

    @Test
    void theMomentSurvivesTheVideoCoding() throws Exception {
        Path png = folder.resolve("frame.png");
        FfmpegProgram ffmpeg =
                FfmpegProgram.of(Optional.empty(), ProgramCache.of(System.getenv(), Path.of("target", "programs")));
        Path video = folder.resolve("coded.flv");
        Process coder = ffmpeg.command(List.of(("-loglevel error -f rawvideo -pix_fmt yuv420p -s 1280x720 -framerate 30"
                                + " -i pipe:0 -c:v libx264 -preset superfast -tune zerolatency -b:v 2500k " + video)
                        .split(" ")))
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        DemoScene scene = new DemoScene();
        Instant last = NOW.plusMillis(29 * 33);
        try (OutputStream pictures = coder.getOutputStream()) {
            for (int i = 0; i < 30; i++) pictures.write(scene.at(NOW.plusMillis(i * 33L)).planes);
        }
        assertThat(coder.waitFor()).isZero();
        List<String> lastPicture = List.of(("-loglevel error -i " + video + " -update 1 " + png).split(" "));
        assertThat(ffmpeg.command(lastPicture).inheritIO().start().waitFor()).isZero();
        assertThat(ClockBlocksReader.read(png, NOW)).hasValue(last.toEpochMilli());
    }

    @Test
    void aPictureWithoutBlocksOrWithOneSpoiledIsNotRead() {
        assertThat(ClockBlocksReader.read(new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB), NOW))
                .isEmpty();
        Picture picture = new Picture();
        ClockBlocks.draw(picture, NOW.toEpochMilli());
        int spoiled = ClockBlocks.LEFT + 20 * ClockBlocks.BLOCK_WIDTH;
        int flipped = picture.luma(spoiled + 5, ClockBlocks.TOP + 18) > 128 ? Picture.BLACK : Picture.WHITE;
        picture.box(spoiled, ClockBlocks.TOP, ClockBlocks.BLOCK_WIDTH, ClockBlocks.BLOCK_HEIGHT, flipped);
        assertThat(ClockBlocksReader.read(shown(picture), NOW)).isEmpty();
    }

    private static BufferedImage shown(Picture picture) {
        BufferedImage image = new BufferedImage(Picture.WIDTH, Picture.HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < Picture.HEIGHT; y++) {
            for (int x = 0; x < Picture.WIDTH; x++) image.setRGB(x, y, picture.luma(x, y) * 0x010101);
        }
        return image;
    }
}
