package footlight.engine.srt;

import footlight.wire.MalformedMedia;
import footlight.wire.srt.KeyMaterial;
import footlight.wire.srt.SrtCipher;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One caller's encryption. Making a key of a passphrase takes a millisecond, which a loop is spared. Lives on
/// the caller's loop.
final class Decryption {
    enum Outcome {
        TAKEN,
        WRONG_PASSPHRASE,
        /// Key material that cannot be read, or a cipher other than AES in counter mode.
        NOT_SPOKEN
    }

    private final String passphrase;
    private final Executor blocking;
    private final EventLoop loop;
    private final SrtCipher cipher = new SrtCipher();
    private boolean busy;

    Decryption(String passphrase, Executor blocking, EventLoop loop) {
        this.passphrase = passphrase;
        this.blocking = blocking;
        this.loop = loop;
    }

    /// Puts the keys of `message`, which must outlast the call, in force and tells `then`, on the loop. While it
    /// is at one message, others are let pass: they are repeated.
    void take(ByteBuffer message, Consumer<Outcome> then) {
        if (busy) return;
        KeyMaterial material;
        try {
            material = KeyMaterial.read(message);
        } catch (MalformedMedia unreadable) {
            then.accept(Outcome.NOT_SPOKEN);
            return;
        }
        if (material.cipher() != KeyMaterial.AES_CTR) {
            then.accept(Outcome.NOT_SPOKEN);
            return;
        }
        busy = true;
        blocking.execute(() -> {
            Optional<byte[]> keys = material.unwrapped(passphrase);
            loop.execute(() -> {
                busy = false;
                keys.ifPresent(bytes -> cipher.use(material, bytes));
                then.accept(keys.isPresent() ? Outcome.TAKEN : Outcome.WRONG_PASSPHRASE);
            });
        });
    }

    @Nullable
    ByteBuffer decrypted(int sequence, int keys, ByteBuffer payload) {
        return cipher.decrypted(sequence, keys, payload);
    }
}
