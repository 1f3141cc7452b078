package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.testkit.ByteSlicer;
import footlight.wire.MalformedMedia;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerHandshakeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void echoesAPlainClient(int pieceBytes) {
        byte[] c1 = noise(1);
        Arrays.fill(c1, 4, 8, (byte) 0);
        byte[] answer = converse(c1, pieceBytes);
        assertThat(answer).hasSize(1 + 2 * 1536).startsWith(3);
        assertThat(Arrays.copyOfRange(answer, 1537, answer.length)).isEqualTo(c1);
        assertThat(Arrays.copyOfRange(answer, 5, 9)).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void signsForAClientThatSigns(int scheme) {
        for (int seed = 0; seed < 50; seed++) {
            byte[] c1 = noise(seed);
            c1[4] = 9;
            DigestHandshake.sign(c1, scheme, DigestHandshake.CLIENT_KEY);
            byte[] answer = converse(c1, 4096);
            byte[] s1 = Arrays.copyOfRange(answer, 1, 1537);
            byte[] s2 = Arrays.copyOfRange(answer, 1537, answer.length);

            int at = DigestHandshake.digestAt(s1, DigestHandshake.SERVER_KEY);
            assertThat(at).isPositive();
            assertThat(DigestHandshake.schemeOf(at)).isEqualTo(scheme);

            int clientAt = DigestHandshake.digestAt(c1, DigestHandshake.CLIENT_KEY);
            byte[] signed = s2.clone();
            DigestHandshake.signAnswer(signed, Arrays.copyOfRange(c1, clientAt, clientAt + 32));
            assertThat(s2).isEqualTo(signed);
        }
    }

    @Test
    void echoesAClientWhoseSignatureIsWrong() {
        byte[] c1 = noise(3);
        c1[4] = 9;
        assertThat(Arrays.copyOfRange(converse(c1, 4096), 1537, 3073)).isEqualTo(c1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST /fcs/ident", "\u0016\u0003\u0001", "\u0000", "SSH-2.0"})
    void refusesGarbageAtTheFirstByte(String garbage) {
        ServerHandshake handshake = new ServerHandshake(new Random(1), 0);
        byte[] first = {(byte) garbage.charAt(0)};
        assertThatThrownBy(() -> handshake.feed(ByteBuffer.wrap(first)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("expected 0x03");
    }

    private static byte[] noise(int seed) {
        byte[] noise = new byte[1536];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /// Sends C0, C1, C2 and four bytes of chunks, which have to be left over.
    private static byte[] converse(byte[] c1, int pieceBytes) {
        byte[] sent = ByteBuffer.allocate(1 + 2 * 1536 + 4)
                .put((byte) 3)
                .put(c1)
                .put(noise(99))
                .putInt(0x02000000)
                .array();
        ServerHandshake handshake = new ServerHandshake(new Random(7), 5);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int left = 0;
        for (ByteBuffer piece : ByteSlicer.pieces(sent, pieceBytes)) {
            ByteBuffer part = handshake.feed(piece);
            while (part.hasRemaining()) answer.write(part.get());
            left += piece.remaining();
        }
        assertThat(handshake.done()).isTrue();
        assertThat(left).isEqualTo(4);
        return answer.toByteArray();
    }
}
