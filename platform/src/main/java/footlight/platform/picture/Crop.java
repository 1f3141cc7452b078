package footlight.platform.picture;

/// A square of a picture, in pixels of it when it is upright.
public record Crop(int x, int y, int side) {
    static Crop middle(int width, int height) {
        int side = Math.min(width, height);
        return new Crop((width - side) / 2, (height - side) / 2, side);
    }

    /// @param text three whole numbers with commas between, as the document says
    public static Crop of(String text) {
        String[] parts = text.split(",");
        return new Crop(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    boolean within(int width, int height) {
        return x >= 0 && y >= 0 && side > 0 && x + side <= width && y + side <= height;
    }
}
