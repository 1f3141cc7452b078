package footlight.platform.door;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A pass as bytes: version, standing, ground (its high bit: once), expiry in seconds of Unix time and epoch (4
/// bytes each, unsigned), then stream, pass and channel of 12 letters, then the viewer in UTF-8. Knows nothing
/// of signatures.
final class PassForm {
    static final int VIEWER_BYTES = 160;

    private static final int VERSION = 2;
    private static final int ID_BYTES = 12;
    private static final int HEAD_BYTES = 3 + 4 + 4 + 3 * ID_BYTES;
    private static final int ONCE = 0x80;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private PassForm() {}

    /// @throws IllegalArgumentException when an id is none of ours, or the viewer's name too long
    static byte[] write(Pass pass) {
        byte[] viewer = pass.viewer().getBytes(StandardCharsets.UTF_8);
        if (viewer.length == 0 || viewer.length > VIEWER_BYTES) throw new IllegalArgumentException("viewer too long");
        return ByteBuffer.allocate(HEAD_BYTES + viewer.length)
                .put((byte) VERSION)
                .put((byte) pass.standing().code)
                .put((byte) (pass.ground().code | (pass.once() ? ONCE : 0)))
                .putInt((int) pass.expiresAt().getEpochSecond())
                .putInt((int) pass.epoch())
                .put(id(pass.streamId()))
                .put(id(pass.id()))
                .put(id(pass.channelId()))
                .put(viewer)
                .array();
    }

    /// Empty for all that [#write] does not write.
    static Optional<Pass> read(byte[] bytes) {
        if (bytes.length <= HEAD_BYTES || bytes.length > HEAD_BYTES + VIEWER_BYTES) return Optional.empty();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != VERSION) return Optional.empty();
        Optional<Standing> standing = Standing.ofCode(in.get());
        int ground = in.get();
        Optional<Ground> why = Ground.ofCode(ground & ~ONCE & 0xFF);
        if (standing.isEmpty() || why.isEmpty()) return Optional.empty();
        Instant expires = Instant.ofEpochSecond(in.getInt() & UNSIGNED_INT);
        long epoch = in.getInt() & UNSIGNED_INT;
        String stream = id(in);
        String id = id(in);
        String channel = id(in);
        try {
            CharBuffer viewer = StandardCharsets.UTF_8.newDecoder().decode(in);
            return Optional.of(new Pass(
                    id,
                    stream,
                    channel,
                    viewer.toString(),
                    standing.get(),
                    why.get(),
                    (ground & ONCE) != 0,
                    expires,
                    epoch));
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static byte[] id(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != ID_BYTES) throw new IllegalArgumentException("an id has 12 letters");
        return bytes;
    }

    private static String id(ByteBuffer in) {
        byte[] bytes = new byte[ID_BYTES];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
