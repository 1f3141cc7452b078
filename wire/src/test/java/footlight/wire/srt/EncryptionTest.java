package footlight.wire.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class EncryptionTest {
    private static final KeyMaterial MATERIAL = KeyMaterial.read(Objects.requireNonNull(
            HandshakeExtensions.read(Capture.handshake(Capture.fromCaller().get(1)))
                    .keys()));

    @Test
    void thePassphraseOpensTheKeysAndTheKeysTheMedia() {
        byte[] keys = MATERIAL.unwrapped(Capture.PASSPHRASE).orElseThrow();
        assertThat(keys).hasSize(16);
        SrtCipher cipher = new SrtCipher();
        cipher.use(MATERIAL, keys);
        List<SrtPacket.Data> media = media();
        assertThat(media).hasSizeGreaterThan(2);
        for (SrtPacket.Data packet : media) {
            ByteBuffer plain =
                    Objects.requireNonNull(cipher.decrypted(packet.sequence(), packet.keys(), packet.payload()));
            assertThat(plain.remaining()).isEqualTo(packet.payload().remaining());
            for (int at = 0; at < plain.remaining(); at += 188)
                assertThat(plain.get(at)).isEqualTo((byte) 0x47);
        }
    }

    @Test
    void anotherPassphraseOpensNothing() {
        assertThat(MATERIAL.unwrapped("correct-house")).isEmpty();
    }

    @Test
    void whatIsInTheClearOrUnderAnUnknownKeyIsNoMedia() {
        SrtCipher cipher = new SrtCipher();
        cipher.use(MATERIAL, MATERIAL.unwrapped(Capture.PASSPHRASE).orElseThrow());
        assertThat(cipher.decrypted(1, 0, ByteBuffer.allocate(188))).isNull();
        assertThat(cipher.decrypted(1, 2, ByteBuffer.allocate(188))).isNull();
    }

    @Test
    void keyMaterialOfWrongLengthsIsRefused() {
        byte[] good = new byte[56];
        ByteBuffer message = ByteBuffer.wrap(good);
        Objects.requireNonNull(HandshakeExtensions.read(
                                Capture.handshake(Capture.fromCaller().get(1)))
                        .keys())
                .duplicate()
                .get(good);
        for (int bytes = 0; bytes < good.length; bytes++) {
            ByteBuffer cut = message.slice(0, bytes);
            assertThatThrownBy(() -> KeyMaterial.read(cut)).isInstanceOf(MalformedMedia.class);
        }
        assertThat(KeyMaterial.read(message).keyBytes()).isEqualTo(16);
        assertThat(MATERIAL).hasToString("SRT key material for AES-128");
    }

    private static List<SrtPacket.Data> media() {
        return Capture.fromCaller().stream()
                .map(Capture::packet)
                .filter(packet -> packet instanceof SrtPacket.Data)
                .map(packet -> (SrtPacket.Data) packet)
                .toList();
    }
}
