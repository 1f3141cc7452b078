package footlight.wire.srt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Decrypts payloads with the keys in force: AES in counter mode. For one thread.
/// Source: draft-sharabayko-srt-01, 6.2.2 and 6.3.2.
public final class SrtCipher {
    private static final int EVEN = 1;
    private static final int ODD = 2;

    private static final class Key {
        final SecretKeySpec key;
        final byte[] salt;

        Key(SecretKeySpec key, byte[] salt) {
            this.key = key;
            this.salt = salt;
        }
    }

    private final Cipher cipher;
    private final byte[] counter = new byte[16];
    private @Nullable Key even;
    private @Nullable Key odd;
    private ByteBuffer plain = ByteBuffer.allocate(2048);

    public SrtCipher() {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java lacks a cipher of SRT", absent);
        }
    }

    /// Puts keys in force: `unwrapped` is what [KeyMaterial#unwrapped] of `material` gave.
    public void use(KeyMaterial material, byte[] unwrapped) {
        byte[] salt = new byte[material.salt().remaining()];
        material.salt().get(material.salt().position(), salt);
        int at = 0;
        if ((material.keys() & EVEN) != 0) {
            even = new Key(new SecretKeySpec(unwrapped, at, material.keyBytes(), "AES"), salt);
            at += material.keyBytes();
        }
        if ((material.keys() & ODD) != 0)
            odd = new Key(new SecretKeySpec(unwrapped, at, material.keyBytes(), "AES"), salt);
    }

    /// The payload of packet `sequence` in the clear, good until the next call; null when it is in the clear
    /// already, which must not be, or its key never came.
    public @Nullable ByteBuffer decrypted(int sequence, int keys, ByteBuffer payload) {
        Key key =
                switch (keys) {
                    case EVEN -> even;
                    case ODD -> odd;
                    default -> null;
                };
        if (key == null) return null;
        if (plain.capacity() < payload.remaining()) plain = ByteBuffer.allocate(payload.remaining());
        plain.clear();
        try {
            cipher.init(Cipher.DECRYPT_MODE, key.key, counterOf(key.salt, sequence));
            cipher.doFinal(payload.duplicate(), plain);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("AES in counter mode takes every payload", never);
        }
        return plain.flip();
    }

    /// The salt's first 112 bits, the sequence number over its last 32 of them, and a count of blocks.
    private IvParameterSpec counterOf(byte[] salt, int sequence) {
        System.arraycopy(salt, 0, counter, 0, 14);
        counter[10] ^= (byte) (sequence >> 24);
        counter[11] ^= (byte) (sequence >> 16);
        counter[12] ^= (byte) (sequence >> 8);
        counter[13] ^= (byte) sequence;
        counter[14] = 0;
        counter[15] = 0;
        return new IvParameterSpec(counter);
    }
}
