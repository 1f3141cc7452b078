package footlight.wire.srt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class SrtFuzzTest {
    private static final ByteBuffer ADDRESS = ByteBuffer.wrap(new byte[] {127, 0, 0, 1});

    @Kept
    @FuzzTest(maxDuration = "10m")
    void packets(byte[] input) {
        Reading.of(input, SrtPacket::read).ifPresent(packet -> {
            int bodyBytes = input.length - SrtPacket.HEADER_BYTES;
            switch (packet) {
                case SrtPacket.Data(int sequence, int keys, boolean _, int _, ByteBuffer payload) -> {
                    assertThat(sequence).isNotNegative();
                    assertThat(keys).isBetween(0, 3);
                    assertThat(payload.remaining()).isEqualTo(bodyBytes);
                }
                case SrtPacket.Handshake(int _, ByteBuffer body) -> handshakes(Reading.bytes(body));
                case SrtPacket.KeyRequest(int _, ByteBuffer message) -> keys(Reading.bytes(message));
                case SrtPacket.DropRequest(int first, int last, int _) -> {
                    assertThat(first).isNotNegative();
                    assertThat(last).isNotNegative();
                }
                case SrtPacket.AckAck _, SrtPacket.Shutdown _, SrtPacket.Other _ -> {}
            }
        });
    }

    /// What a caller says is in bounds, its answers can be written and read, and no secret stands in a log.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void handshakes(byte[] body) {
        Optional<HandshakeExtensions> wishes = Reading.of(body, HandshakeExtensions::read);
        wishes.ifPresent(said -> {
            assertThat(said.receiveMs()).isBetween(0, 0xFFFF);
            assertThat(said.sendMs()).isBetween(0, 0xFFFF);
            assertThat(said.streamId()).hasSizeLessThanOrEqualTo(512);
            assertThat(said.congestion()).hasSizeLessThanOrEqualTo(512);
            assertThat(said.toString()).matches("SRT -?[0-9]+\\.[0-9]+\\.[0-9]+");
            ByteBuffer keys = said.keys();
            if (keys != null) assertThat(keys.remaining()).isLessThanOrEqualTo(body.length);
            streamIds(said.streamId().getBytes(StandardCharsets.UTF_8));
        });
        Reading.of(body, SrtHandshake::read).ifPresent(asked -> answers(asked, wishes.map(HandshakeExtensions::keys)));
    }

    private static void answers(SrtHandshake asked, Optional<ByteBuffer> keys) {
        assertThat(asked.firstSequence()).isNotNegative();
        SrtHandshake induction = answer(asked, HandshakeAnswer.induction(asked, 7, 8192, ADDRESS.duplicate()));
        assertThat(induction.cookie()).isEqualTo(7);
        assertThat(induction.firstSequence()).isEqualTo(asked.firstSequence());
        SrtHandshake admitted = answer(
                asked, HandshakeAnswer.admitted(asked, 99, 8192, 120, 0, keys.orElse(null), ADDRESS.duplicate()));
        assertThat(admitted.type()).isEqualTo(SrtHandshake.CONCLUSION);
        assertThat(admitted.socketId()).isEqualTo(99);
        SrtHandshake refused =
                answer(asked, HandshakeAnswer.refused(asked, Rejection.UNAUTHORIZED, ADDRESS.duplicate()));
        assertThat(refused.type()).isEqualTo(Rejection.UNAUTHORIZED.handshakeType());
    }

    private static SrtHandshake answer(SrtHandshake asked, ByteBuffer datagram) {
        if (!(SrtPacket.read(datagram) instanceof SrtPacket.Handshake(int socketId, ByteBuffer body)))
            throw new AssertionError("no handshake");
        assertThat(socketId).isEqualTo(asked.socketId());
        HandshakeExtensions.read(body);
        return SrtHandshake.read(body);
    }

    /// Key material is taken or not; with the right passphrase it decrypts what is as long as before.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void keys(byte[] message) {
        Reading.of(message, KeyMaterial::read).ifPresent(material -> {
            assertThat(material.keys()).isBetween(1, 3);
            assertThat(material.keyBytes()).isIn(16, 24, 32);
            assertThat(material.salt().remaining()).isEqualTo(16);
            material.unwrapped(Capture.PASSPHRASE).ifPresent(keys -> {
                assertThat(keys).hasSize(Integer.bitCount(material.keys()) * material.keyBytes());
                SrtCipher cipher = new SrtCipher();
                cipher.use(material, keys);
                for (int key = 1; key <= 2; key++) {
                    ByteBuffer plain = cipher.decrypted(5, key, ByteBuffer.wrap(message));
                    assertThat(plain != null).isEqualTo((material.keys() & key) != 0);
                    if (plain != null) assertThat(plain.remaining()).isEqualTo(message.length);
                }
            });
        });
    }

    /// A name is one part of a path, and stands in no log.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void streamIds(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Reading.tolerated(() -> StreamId.parse(text)).ifPresent(id -> {
            assertThat(id.resource()).doesNotContain("/");
            assertThat(text).contains(id.resource());
            assertThat(id.publishes()).isEqualTo(id.mode().equals("publish"));
            if (id.resource().length() > id.mode().length() + 20)
                assertThat(id.toString()).doesNotContain(id.resource());
        });
    }
}
