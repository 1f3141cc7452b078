package footlight.engine.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.wire.amf.Amf0Writer;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.MessageType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Strangers at the door while another encoder publishes: they are turned away, little is kept for
/// them, and the encoder notices nothing.
@Timeout(60)
final class RtmpHostileTest {
    private static final long BOUND_BYTES = 2 << 20;

    private final Stage stage = Stage.open();
    private RtmpClient good;
    private long sent;

    @BeforeEach
    void publish() throws IOException {
        good = RtmpClient.publishing(stage.port(), "sk_other");
        good.picture(0, true, 1000);
        Stage.until(() -> stage.stream("day").facts().videoFrames() == 1);
    }

    @AfterEach
    void theOtherEncoderNoticedNothing() throws IOException {
        long before = stage.stream("day").facts().videoFrames();
        for (int i = 1; i <= 20; i++) good.picture(i * 40L, false, 1000);
        Stage.until(() -> stage.stream("day").facts().videoFrames() == before + 20);
        assertThat(stage.told).noneMatch(t -> t.startsWith("off day"));
        good.close();
        stage.close();
    }

    @Test
    void garbageIsTurnedAwayAtItsFirstByte() throws IOException {
        for (String garbage : new String[] {"GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001", "SSH-2.0-x\r\n"}) {
            try (RtmpClient client = new RtmpClient(stage.port())) {
                client.raw(garbage.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(client.isClosed()).isTrue();
            }
        }
    }

    @Test
    void noiseAfterTheHandshakeIsTurnedAway() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            try (RtmpClient client = new RtmpClient(stage.port())) {
                client.handshake();
                byte[] noise = new byte[50_000];
                new Random(seed).nextBytes(noise);
                sendUntilClosed(client, noise, 1);
                assertThat(client.isClosed()).isTrue();
            }
        }
        assertThat(stage.usedBytes()).isLessThan(BOUND_BYTES);
    }

    @Test
    void halfHandshakesAndSlowDripsEndInTime() throws Exception {
        try (RtmpClient silent = new RtmpClient(stage.port());
                RtmpClient half = new RtmpClient(stage.port());
                RtmpClient drip = new RtmpClient(stage.port())) {
            half.raw(new byte[1]);
            half.raw((byte) 3);
            long end = System.nanoTime() + 3_000_000_000L;
            drip.raw((byte) 3);
            boolean closed = false;
            while (!closed && System.nanoTime() < end) {
                try {
                    drip.raw((byte) 0);
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                } catch (IOException e) {
                    closed = true;
                }
            }
            assertThat(closed).isTrue();
            assertThat(half.isClosed()).isTrue();
            assertThat(silent.isClosed()).isTrue();
        }
    }

    @Test
    void tooManyOrTooLargePromisesAreTurnedAway() throws IOException {
        // A message of 16 MB from a stranger.
        refused(new byte[] {3, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 20, 0, 0, 0, 0});
        // A thousand chunk streams.
        ByteBuffer many = ByteBuffer.allocate(100_000);
        for (int i = 0; i < 1000; i++)
            many.put(new byte[] {1, (byte) i, (byte) (i >> 8), 0, 0, 0, 0, 0, 1, 20, 0, 0, 0, 0, 5});
        refused(many.array());
        // Chunk size 0, and the largest there is: with it, one chunk is one message of the largest size.
        refused(new byte[] {2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        ByteBuffer large = ByteBuffer.allocate(100);
        large.put(ChunkWriter.control(new ControlMessage.SetChunkSize(Integer.MAX_VALUE)));
        large.put(new byte[] {3, 0, 0, 0, (byte) 0x7F, (byte) 0xFF, (byte) 0xFF, 20, 0, 0, 0, 0});
        refused(large.array());
    }

    @Test
    void bombsOfAmfAreTurnedAway() throws IOException {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 10_000; i++) nested.append("\u0003\u0000\u0001a");
        byte[] deep = nested.toString().getBytes(StandardCharsets.ISO_8859_1);
        refused(message(deep));
        refused(message(new byte[] {2, 0, 1, 'x', 0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}));
        refused(message(new byte[] {0x0A, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 5, 5, 5}));
    }

    @Test
    void manyHalfSentMessagesKeepLittle() throws IOException {
        List<RtmpClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            RtmpClient client = new RtmpClient(stage.port());
            client.handshake();
            // 60 KB promised, 1 KB sent, then nothing.
            client.raw(
                    ChunkWriter.control(new ControlMessage.SetChunkSize(65_536)).array());
            client.raw(new byte[] {3, 0, 0, 0, 0, (byte) 0xF0, 0, 20, 0, 0, 0, 0});
            client.raw(new byte[1024]);
            clients.add(client);
        }
        assertThat(stage.usedBytes()).isLessThan(50 * 128 * 1024L);
        for (RtmpClient client : clients) {
            assertThat(client.isClosed()).isTrue();
            client.close();
        }
        Stage.until(() -> stage.edge.connections() == 1);
    }

    @Test
    void whoAsksAndNeverReadsIsLetGo() throws IOException {
        try (RtmpClient client = RtmpClient.connected(stage.port(), "live")) {
            byte[] question = bytes(ChunkWriter.message(
                    3,
                    MessageType.COMMAND_AMF0,
                    0,
                    0,
                    128,
                    new Amf0Writer().text("createStream").number(9).nothing().written()));
            boolean closed = sendUntilClosed(client, question, 2_000_000);
            assertThat(closed).isTrue();
        }
        assertThat(stage.usedBytes()).isLessThan(BOUND_BYTES);
    }

    @Test
    void whoPublishesWhileTheGateIsSilentKeepsLittleAndIsLetGo() throws IOException {
        long before = stage.usedBytes();
        try (RtmpClient client = RtmpClient.connected(stage.port(), "live")) {
            client.publish("sk_forgotten");
            client.formats();
            Thread sender = Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; i < 2000; i++) client.picture(i, true, 50_000);
                } catch (IOException e) {
                    // Let go, in the middle of it.
                }
            });
            long end = System.nanoTime() + 1_000_000_000L;
            while (System.nanoTime() < end) {
                assertThat(stage.usedBytes() - before).isLessThan(BOUND_BYTES);
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
            assertThat(client.isClosed()).isTrue();
            sender.interrupt();
        }
        Stage.until(() -> stage.edge.connections() == 1);
    }

    @Test
    void anAdmittedPublisherIsBoundedToo() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            // A command of 16 MB.
            client.raw(new byte[] {3, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 20, 0, 0, 0, 0});
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void aPictureThatIsTooLargeIsLeftOutWithWhatBuildsUponIt() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 1000);
            client.picture(40, false, 1000);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 2);
            long before = stage.usedBytes();
            client.picture(80, true, 9 << 20);
            client.picture(120, false, 1000);
            client.sound(120);
            Stage.until(() -> stage.stream("night").facts().audioFrames() == 1);
            assertThat(stage.usedBytes() - before).isLessThan(BOUND_BYTES);
            stage.awaitTold("refused night A picture was larger than 8 MB, which is the most that is taken");
            assertThat(stage.stream("night").facts().videoFrames()).isEqualTo(2);
            client.picture(160, true, 7 << 20);
            client.picture(200, false, 1000);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 4);
            client.picture(240, true, 9 << 20);
            client.picture(280, true, 1000);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 5);
        }
        assertThat(stage.told.stream().filter(told -> told.startsWith("refused night")))
                .hasSize(1);
    }

    /// As an encoder does that cuts a size of more than 24 bits short, and sends all of it nevertheless.
    @Test
    void aPictureWhoseSizeDoesNotFitIntoItsHeaderEndsTheConnection() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 1000);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 1);
            long before = stage.usedBytes();
            byte[] picture = new byte[20 << 20];
            new Random(1).nextBytes(picture);
            byte[] head = {6, 0, 0, 40, 0x40, 0, 0, 9, 1, 0, 0, 0};
            client.raw(ChunkWriter.control(new ControlMessage.SetChunkSize(Integer.MAX_VALUE))
                    .array());
            client.raw(head);
            boolean closed = sendUntilClosed(client, picture, 1);
            assertThat(closed || client.isClosed()).isTrue();
            assertThat(stage.usedBytes() - before).isLessThan(5 << 20);
            stage.awaitTold("off night The encoder sent what cannot be read: ");
        }
    }

    /// A hundred Mbit/s and more, as fast as the socket takes it: what is kept stays what the
    /// keyframe run may hold.
    @Test
    void aFastPublisherDoesNotGrowMemory() throws IOException {
        long most = 0;
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            long before = stage.usedBytes();
            for (int i = 0; i < 1500; i++) {
                client.picture(i * 8L, i % 30 == 0, 50_000);
                most = Math.max(most, stage.usedBytes() - before);
                sent += 50_000;
                if (i % 100 == 0) good.sound(i);
            }
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 1500);
        }
        assertThat(sent).isEqualTo(75_000_000);
        // One run of 30 pictures, and what is on its way.
        assertThat(most).isLessThan(8 << 20);
    }

    private void refused(byte[] bytes) throws IOException {
        try (RtmpClient client = new RtmpClient(stage.port())) {
            client.handshake();
            sendUntilClosed(client, bytes, 1);
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(stage.usedBytes()).isLessThan(BOUND_BYTES);
    }

    private static byte[] message(byte[] body) {
        return bytes(ChunkWriter.message(3, MessageType.COMMAND_AMF0, 0, 0, 128, ByteBuffer.wrap(body)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static boolean sendUntilClosed(RtmpClient client, byte[] bytes, int times) {
        try {
            for (int i = 0; i < times; i++) client.raw(bytes);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
