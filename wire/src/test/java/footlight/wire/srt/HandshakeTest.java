package footlight.wire.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HandshakeTest {
    private static final ByteBuffer LOOPBACK =
            ByteBuffer.wrap(new byte[] {127, 0, 0, 1}).asReadOnlyBuffer();
    private static final byte[] INDUCTION = Capture.fromCaller().get(0);
    private static final byte[] CONCLUSION = Capture.fromCaller().get(1);

    @Test
    void answersAnInductionByteForByteAsLibsrtDoes() {
        SrtHandshake asked = SrtHandshake.read(Capture.handshake(INDUCTION));
        byte[] theirs = Capture.fromListener().get(0);
        int cookie = SrtHandshake.read(Capture.handshake(theirs)).cookie();
        assertThat(asked.type()).isEqualTo(SrtHandshake.INDUCTION);
        assertThat(timeless(HandshakeAnswer.induction(asked, cookie, 8192, LOOPBACK)))
                .isEqualTo(timeless(ByteBuffer.wrap(theirs)));
    }

    @Test
    void answersAConclusionAsLibsrtDoes() {
        ByteBuffer body = Capture.handshake(CONCLUSION);
        byte[] theirs = Capture.fromListener().get(1);
        SrtHandshake asked = SrtHandshake.read(body);
        HandshakeExtensions wishes = HandshakeExtensions.read(body);
        int id = SrtHandshake.read(Capture.handshake(theirs)).socketId();
        ByteBuffer ours = HandshakeAnswer.admitted(asked, id, 8192, 250, 250, wishes.keys(), LOOPBACK);
        ByteBuffer expected = ByteBuffer.wrap(theirs.clone());
        // We are no libsrt 1.5.1, and have no packet filter, the flag 0x80. The order of the two is libsrt's own.
        int hello = expected.limit() - 16;
        assertThat(expected.getInt(hello)).isNotZero();
        HandshakeExtensions answered = HandshakeExtensions.read(Capture.handshake(theirs));
        assertThat(answered.streamId()).isEmpty();
        assertThat(ours.limit()).isEqualTo(theirs.length);
        assertThat(timeless(ours.slice(0, 24 + 16))).isEqualTo(timeless(expected.slice(0, 24 + 16)));
        assertThat(HexFormat.of().formatHex(bytes(ours)))
                .contains(HexFormat.of().formatHex(bytes(keys(wishes))));
    }

    @Test
    void readsWhatACallerWishes() {
        HandshakeExtensions wishes = HandshakeExtensions.read(Capture.handshake(CONCLUSION));
        assertThat(wishes.saidHello()).isTrue();
        assertThat(wishes).hasToString("SRT 1.5.1");
        assertThat(wishes.streamId()).isEqualTo("#!::r=sk_good,m=publish");
        assertThat(wishes.receiveMs()).isEqualTo(250);
        assertThat(wishes.sendMs()).isEqualTo(250);
        assertThat(wishes.flags()).isEqualTo(0xBF);
        assertThat(wishes.filter()).isFalse();
        assertThat(wishes.group()).isFalse();
        assertThat(wishes.congestion()).isEmpty();
    }

    @Test
    void refusesWithTheCodeInTheType() {
        SrtHandshake asked = SrtHandshake.read(Capture.handshake(CONCLUSION));
        ByteBuffer answer = HandshakeAnswer.refused(asked, Rejection.UNAUTHORIZED, LOOPBACK);
        SrtPacket.Handshake packet = (SrtPacket.Handshake) SrtPacket.read(answer);
        assertThat(packet.socketId()).isEqualTo(asked.socketId());
        assertThat(SrtHandshake.read(packet.body()).type()).isEqualTo(2401);
        assertThat(Rejection.BAD_SECRET.handshakeType()).isEqualTo(1010);
    }

    @Test
    void aHandshakeCutAnywhereIsReadOrRefusedAndNothingElse() {
        for (byte[] whole : Capture.fromCaller().subList(0, 2)) {
            for (int bytes = 0; bytes < whole.length; bytes++) {
                byte[] cut = Arrays.copyOf(whole, bytes);
                if (bytes < SrtPacket.HEADER_BYTES + SrtHandshake.BYTES) {
                    assertThatThrownBy(() -> SrtHandshake.read(Capture.handshake(cut)))
                            .isInstanceOf(MalformedMedia.class);
                } else {
                    try {
                        HandshakeExtensions.read(Capture.handshake(cut));
                    } catch (MalformedMedia expected) {
                        assertThat(expected).hasMessageContaining("SRT");
                    }
                }
            }
        }
    }

    private static ByteBuffer keys(HandshakeExtensions wishes) {
        return Objects.requireNonNull(wishes.keys());
    }

    /// Without the timestamp, which tells how fast somebody was.
    private static String timeless(ByteBuffer packet) {
        byte[] bytes = bytes(packet);
        Arrays.fill(bytes, 8, 12, (byte) 0);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
