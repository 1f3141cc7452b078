package footlight.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What must hold for every parser of `wire`, whatever it is fed: it throws `MalformedMedia` or nothing, with few
/// words.
public final class Reading {
    private static final int AROUND = 5;

    private Reading() {}

    /// What `parser` gives; empty when it refuses.
    public static <T> Optional<T> tolerated(Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (MalformedMedia refused) {
            assertThat(refused.getMessage()).hasSizeBetween(1, 300);
            return Optional.empty();
        }
    }

    public static void tolerated(Runnable parser) {
        tolerated(() -> {
            parser.run();
            return true;
        });
    }

    /// What `parser` reads of a whole buffer, leaving its position, and reads alike in the middle of a direct one.
    public static <T> Optional<T> of(byte[] input, Function<ByteBuffer, T> parser) {
        ByteBuffer alone = ByteBuffer.wrap(input);
        Optional<T> read = tolerated(() -> parser.apply(alone));
        assertThat(alone.position()).isZero();
        ByteBuffer middle = amidst(input);
        assertThat(tolerated(() -> parser.apply(middle))).isEqualTo(read);
        assertThat(middle.position()).isEqualTo(AROUND);
        return read;
    }

    /// `input` in the middle of a direct buffer, foreign bytes around it.
    public static ByteBuffer amidst(byte[] input) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(input.length + 2 * AROUND);
        while (buffer.hasRemaining()) buffer.put((byte) 0xA5);
        return buffer.put(AROUND, input).limit(AROUND + input.length).position(AROUND);
    }

    public static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
