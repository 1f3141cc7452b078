package footlight.wire.srt;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// A key material message: the stream's keys, wrapped in one made of passphrase and salt.
/// Sources: draft-sharabayko-srt-01, 3.2.2 and 6; RFC 3394; RFC 8018 for the key of the passphrase.
///
/// @param keys which keys: 1 the even one, 2 the odd one, 3 both
public record KeyMaterial(int keys, int cipher, int keyBytes, ByteBuffer salt, ByteBuffer wrapped) {
    public static final int AES_CTR = 2;

    private static final int HEAD_BYTES = 16;
    private static final int SIGN = 0x2029;
    private static final int VERSION_AND_TYPE = 0x12;
    private static final int SALT_BYTES = 16;
    private static final int WRAP_BYTES = 8;
    private static final int ROUNDS = 2048;

    /// Reads all that remains in `in`, whose position does not move.
    ///
    /// @throws MalformedMedia when it ends early, or its lengths cannot be
    public static KeyMaterial read(ByteBuffer in) {
        int at = in.position();
        if (in.remaining() < HEAD_BYTES)
            throw new MalformedMedia("SRT key material of " + in.remaining() + " bytes, at least " + HEAD_BYTES);
        if (u8(in, at) != VERSION_AND_TYPE || u16(in, at + 1) != SIGN)
            throw new MalformedMedia("SRT key material begins %06x, expected 122029".formatted(in.getInt(at) >>> 8));
        int keys = u8(in, at + 3) & 3;
        int saltBytes = u8(in, at + 14) * 4;
        int keyBytes = u8(in, at + 15) * 4;
        int wrapped = Integer.bitCount(keys) * keyBytes + WRAP_BYTES;
        if (keys == 0 || saltBytes != SALT_BYTES || (keyBytes != 16 && keyBytes != 24 && keyBytes != 32))
            throw new MalformedMedia(
                    "SRT key material with keys " + keys + ", salt of " + saltBytes + " and keys of " + keyBytes);
        if (in.remaining() != HEAD_BYTES + saltBytes + wrapped)
            throw new MalformedMedia(
                    "SRT key material of " + in.remaining() + " bytes, expected " + (HEAD_BYTES + saltBytes + wrapped));
        return new KeyMaterial(
                keys,
                u8(in, at + 8),
                keyBytes,
                in.slice(at + HEAD_BYTES, saltBytes),
                in.slice(at + HEAD_BYTES + saltBytes, wrapped));
    }

    /// The keys, even before odd; empty when the passphrase is another one. Takes a millisecond of work.
    public Optional<byte[]> unwrapped(String passphrase) {
        try {
            Cipher unwrap = Cipher.getInstance("AESWrap");
            unwrap.init(Cipher.UNWRAP_MODE, wrappingKey(passphrase));
            byte[] bytes = new byte[wrapped.remaining()];
            wrapped.get(wrapped.position(), bytes);
            return Optional.of(unwrap.unwrap(bytes, "AES", Cipher.SECRET_KEY).getEncoded());
        } catch (InvalidKeyException another) {
            return Optional.empty();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java lacks a cipher of SRT", absent);
        }
    }

    private SecretKey wrappingKey(String passphrase) throws GeneralSecurityException {
        // Of the salt's 128 bits the low 64 count here.
        byte[] low = new byte[SALT_BYTES / 2];
        salt.get(salt.position() + SALT_BYTES / 2, low);
        PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), low, ROUNDS, keyBytes * 8);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                .generateSecret(spec)
                .getEncoded();
        return new SecretKeySpec(key, "AES");
    }

    /// Without keys: this may stand in a log.
    @Override
    public String toString() {
        return "SRT key material for AES-" + keyBytes * 8;
    }
}
