package footlight.wire.srt;

import footlight.testkit.Mutations;
import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Hurt packets are read or refused; nothing else happens. `-Dfuzz.seconds=600` goes on for longer.
final class SrtMutationTest {

    @Test
    void everyPacketIsReadOrRefused() {
        Mutations.judge(Capture.fromCaller(), 20_000, bytes -> {
            try {
                SrtPacket packet = SrtPacket.read(ByteBuffer.wrap(bytes));
                if (!(packet instanceof SrtPacket.Handshake(int _, ByteBuffer body))) return;
                SrtHandshake.read(body);
                HandshakeExtensions wishes = HandshakeExtensions.read(body);
                if (wishes.keys() != null) KeyMaterial.read(wishes.keys());
                StreamId.parse(wishes.streamId());
            } catch (MalformedMedia expected) {
                // As it should.
            }
        });
    }

    @Test
    void aReceiverTakesAnyPacketsInAnyOrder() {
        Sender sender = new Sender(0x1d956ee1, 400, 0, 0, 1);
        Mutations.judge(Capture.fromCaller(), 20_000, bytes -> {
            try {
                switch (SrtPacket.read(ByteBuffer.wrap(bytes))) {
                    case SrtPacket.Data(int sequence, int keys, boolean again, int id, ByteBuffer payload) -> {
                        if (payload.remaining() >= 4)
                            sender.receiver.data(new SrtPacket.Data(sequence, keys, again, id, payload), sender.nowUs);
                    }
                    case SrtPacket.DropRequest drop -> sender.receiver.drop(drop);
                    case SrtPacket.AckAck back -> sender.receiver.ackAck(back, sender.nowUs);
                    default -> {}
                }
            } catch (MalformedMedia expected) {
                // As it should.
            }
            sender.pass(500);
        });
    }
}
