package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.guard.AddressCount;
import footlight.testkit.Mutations;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What no honest encoder sends.
@Timeout(90)
final class SrtHostileTest {
    private static final int SHUTDOWN = 5;

    @Test
    void nothingIsKeptOfWhoHasNotComeBackWithItsCookie() throws IOException {
        try (Stage stage = Stage.open();
                Caller caller = new Caller(stage.port(), 7)) {
            for (int i = 0; i < 200; i++) caller.induced();
            assertThat(stage.edge.callers()).isZero();
            caller.send(caller.conclusion(12345, "sk_good"));
            assertThat(caller.heard()).isNull();
            assertThat(stage.edge.callers()).isZero();
            assertThat(stage.asked).isEmpty();
        }
    }

    /// Where answers wait for the network, more of them would only wait longer.
    @Test
    void whileNothingLeavesNothingIsAnswered() throws IOException {
        try (Stage stage = Stage.open();
                Caller caller = new Caller(stage.port(), 7)) {
            var house = new SrtEdge.House(stage.streams, stage, stage, InstantSource.system(), stage.blocking);
            var socket = new SrtSocket(Stage.settings(null, true), house, new AddressCount(10, 10), stage.buffers);
            var channel = new EmbeddedChannel(socket);
            InetSocketAddress from = new InetSocketAddress("192.0.2.1", 9000);
            InetSocketAddress here = new InetSocketAddress("192.0.2.2", 8890);
            ByteBuffer induction = caller.handshake(4, Caller.INDUCTION, 0, 0).flip();

            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
            channel.writeInbound(new DatagramPacket(Unpooled.copiedBuffer(induction), here, from));
            assertThat(channel.outboundMessages()).isEmpty();
            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
            channel.writeInbound(new DatagramPacket(Unpooled.copiedBuffer(induction), here, from));
            assertThat(channel.outboundMessages()).hasSize(1);
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void anothersCookieIsOfNoUse() throws IOException {
        try (Stage stage = Stage.open();
                Caller one = new Caller(stage.port(), 7);
                Caller other = new Caller(stage.port(), 7)) {
            int cookie = one.induced();
            other.send(other.conclusion(cookie, "sk_good"));
            assertThat(other.heard()).isNull();
            assertThat(Caller.type(one.concluded(cookie, "sk_good"))).isEqualTo(Caller.CONCLUSION);
        }
    }

    @Test
    void anAnswerThatWasLostIsGivenAgainAndTheGateIsAskedOnce() throws IOException {
        try (Stage stage = Stage.open();
                Caller good = new Caller(stage.port(), 7);
                Caller wrong = new Caller(stage.port(), 8)) {
            int cookie = good.induced();
            int id = Caller.socketId(good.concluded(cookie, "sk_good"));
            assertThat(Caller.socketId(good.concluded(cookie, "sk_good"))).isEqualTo(id);
            int second = wrong.induced();
            assertThat(Caller.type(wrong.concluded(second, "sk_wrong"))).isEqualTo(2401);
            assertThat(Caller.type(wrong.concluded(second, "sk_wrong"))).isEqualTo(2401);
            assertThat(stage.asked).hasSize(2);
        }
    }

    @Test
    void whatIsNotSpokenHereIsRefusedWithItsCode() throws IOException {
        try (Stage stage = Stage.open()) {
            assertThat(refusal(stage, "sk_good", 7)).as("packet filter").isEqualTo(1014);
            assertThat(refusal(stage, "sk_good", 8)).as("bonded group").isEqualTo(1015);
            assertThat(refusal(stage, "#!::r=sk_good,m=request")).isEqualTo(2405);
            assertThat(refusal(stage, "#!nonsense")).isEqualTo(2400);
            assertThat(refusal(stage, "")).isEqualTo(2401);
            try (Caller old = new Caller(stage.port(), 9)) {
                old.send(old.handshake(4, Caller.CONCLUSION, old.induced(), 0).flip());
                assertThat(Caller.type(old.answer())).as("SRT before 1.3").isEqualTo(1008);
            }
        }
    }

    private static int refusal(Stage stage, String streamId, int... extensions) throws IOException {
        try (Caller caller = new Caller(stage.port(), 7)) {
            return Caller.type(caller.call(streamId, extensions));
        }
    }

    @Test
    void anothersSocketIdIsOfNoUse() throws IOException {
        try (Stage stage = Stage.open();
                Caller one = new Caller(stage.port(), 7);
                Caller other = new Caller(stage.port(), 7)) {
            int id = Caller.socketId(one.call("sk_good"));
            other.send(other.control(id, SHUTDOWN));
            other.send(other.data(id, 1000, new byte[188]));
            assertThat(other.heard()).isNull();
            assertThat(stage.edge.callers()).isEqualTo(1);
            one.send(one.control(id, SHUTDOWN));
            Stage.until(() -> stage.edge.callers() == 0);
        }
    }

    @Test
    void oneTooManyIsRefusedAndRoomIsGivenBack() throws IOException {
        SrtSettings usual = Stage.settings(null, true);
        SrtSettings few = new SrtSettings(usual.host(), 0, null, usual.latency(), true, Duration.ofSeconds(2), 3, 100);
        try (Stage stage = new Stage(few)) {
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Caller caller = new Caller(stage.port(), i);
                assertThat(Caller.type(caller.call(i == 0 ? "sk_good" : "sk_wrong")))
                        .isNotEqualTo(2402);
                callers.add(caller);
            }
            assertThat(refusal(stage, "sk_good")).isEqualTo(2402);
            Stage.until(() -> stage.edge.callers() == 0);
            assertThat(refusal(stage, "sk_wrong")).isEqualTo(2401);
            callers.forEach(Caller::close);
        }
    }

    @Test
    void whoIsNeverAnsweredByTheGateIsForgotten() throws IOException {
        try (Stage stage = Stage.open();
                Caller caller = new Caller(stage.port(), 7)) {
            stage.gateShut = true;
            caller.send(caller.conclusion(caller.induced(), "sk_good"));
            Stage.until(() -> stage.edge.callers() == 1);
            Stage.until(() -> stage.edge.callers() == 0);
        }
    }

    @Test
    void hurtDatagramsHarmNobody() throws IOException {
        try (Stage stage = Stage.open();
                Caller caller = new Caller(stage.port(), 7)) {
            int cookie = caller.induced();
            int id = Caller.socketId(caller.concluded(cookie, "sk_good"));
            List<byte[]> good = List.of(
                    bytes(caller.conclusion(cookie, "#!::r=sk_good,m=publish", 6, 7, 8)),
                    bytes(caller.handshake(4, Caller.INDUCTION, 0, 0).flip()),
                    bytes(caller.data(id, 1000, new byte[376])),
                    bytes(caller.control(id, 6)),
                    bytes(caller.control(id, 7)));
            Mutations.judge(good, 5_000, bytes -> {
                try {
                    if (bytes.length > 0) caller.send(ByteBuffer.wrap(bytes));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            // Many of them were callers of their own.
            Stage.until(() -> stage.edge.callers() == 0);
            try (Caller next = new Caller(stage.port(), 9)) {
                assertThat(Caller.type(next.call("sk_other"))).isEqualTo(Caller.CONCLUSION);
            }
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
