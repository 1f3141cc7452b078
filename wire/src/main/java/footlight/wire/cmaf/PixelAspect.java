package footlight.wire.cmaf;

/// The shape of one sample of the picture: `horizontal` to `vertical`, 1 to 1 being square. Source: ISO/IEC
/// 14496-12, 12.1.4 (`pasp`).
public record PixelAspect(int horizontal, int vertical) {
    public PixelAspect {
        if (horizontal < 1 || vertical < 1)
            throw new IllegalArgumentException("pixel aspect " + horizontal + ":" + vertical + ", both at least 1");
    }
}
