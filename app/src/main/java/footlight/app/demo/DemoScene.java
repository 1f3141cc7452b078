package footlight.app.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The demo's moving picture: a curtain, a spotlight that wanders, footlights that light up one a beat, the time in
/// digits (UTC) and in blocks. Belongs to one thread.
final class DemoScene {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int FLOOR_TOP = 560;
    private static final int BULBS = 8;
    private static final int BULB_GAP = Picture.WIDTH / BULBS;
    private static final int SPOT_RADIUS = 190;

    private final Picture curtain = new Picture();
    private final Picture picture = new Picture();

    DemoScene() {
        for (int y = 0; y < Picture.HEIGHT; y++) {
            for (int x = 0; x < Picture.WIDTH; x++) {
                boolean floor = y >= FLOOR_TOP;
                int fold = (int) (22 * Math.sin(x / 17.0) + 9 * Math.sin(x / 5.3 + y / 90.0));
                curtain.luma(x, y, floor ? 46 + (y - FLOOR_TOP) / 5 : 62 + fold - y / 30);
                curtain.tint(x, y, floor ? 116 : 112, floor ? 142 : 178);
            }
        }
        String name = "FOOTLIGHT DEMO";
        Letters.draw(curtain, name, (Picture.WIDTH - Letters.width(name, 6)) / 2, 130, 6);
    }

    /// The picture of this moment; it is drawn over by the next call.
    Picture at(Instant now) {
        long ms = now.toEpochMilli();
        picture.copyFrom(curtain);
        double turn = ms % 8000 / 8000.0 * 2 * Math.PI;
        int spotX = Picture.WIDTH / 2 + (int) (430 * Math.sin(turn));
        int spotY = 380 + (int) (60 * Math.sin(2 * turn));
        picture.glow(spotX, spotY, SPOT_RADIUS, 90, 118, 138);
        for (int i = 0; i < BULBS; i++) {
            boolean lit = ms / 500 % BULBS == i;
            int x = BULB_GAP / 2 + i * BULB_GAP;
            picture.glow(x, 664, lit ? 52 : 24, lit ? 200 : 90, 96, 148);
        }
        String clock = CLOCK.format(now);
        int dot = 12;
        int left = (Picture.WIDTH - Letters.width(clock, dot)) / 2;
        picture.box(left - 24, 276, Letters.width(clock, dot) + 48, 7 * dot + 48, Picture.BLACK);
        Letters.draw(picture, clock, left, 300, dot);
        ClockBlocks.draw(picture, ms);
        return picture;
    }
}
