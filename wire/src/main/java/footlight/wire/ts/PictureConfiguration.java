package footlight.wire.ts;

import java.nio.ByteBuffer;

/// What a decoder must know before the first picture: MP4's record (avcC, hvcC), and the size to show.
public record PictureConfiguration(ByteBuffer record, int width, int height) {}
