package footlight.engine.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.LiveStream;
import footlight.live.Repairs;
import footlight.live.StreamFacts;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.flv.FlvWriter;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.ControlMessage.UserControl;
import footlight.wire.rtmp.MessageType;
import io.netty.channel.DefaultEventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class RtmpPublishTest {
    private Stage stage = Stage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void picturesAndSoundReachTheStream() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            for (int i = 0; i < 10; i++) {
                client.picture(i * 40L, i == 0, 20_000);
                client.sound(i * 40L + 5);
            }
            Stage.until(() -> facts("night").audioFrames() == 10);
            StreamFacts facts = facts("night");
            assertThat(facts.videoFrames()).isEqualTo(10);
            assertThat(facts.keyframes()).isEqualTo(1);
            assertThat(facts.videoBytes()).isEqualTo(10 * 20_004L);
            assertThat(Objects.requireNonNull(facts.formats().video()).width()).isEqualTo(1280);
            assertThat(Objects.requireNonNull(facts.formats().audio()).sampleRateHz())
                    .isEqualTo(48_000);
            stage.awaitTold("on night rtmp Test/1.0");
        }
        stage.awaitTold("off night The connection to the encoder was lost.");
        assertThat(facts("night").published()).isFalse();
    }

    @Test
    void anEncoderThatStopsMayPublishAgainOnTheSameConnection() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 100);
            client.command(
                    new Amf0Writer().text("FCUnpublish").number(6).nothing().text("sk_good"));
            client.command(
                    new Amf0Writer().text("deleteStream").number(7).nothing().number(1));
            client.await("NetStream.Unpublish.Success");
            stage.awaitTold("off night The encoder stopped.");
            client.publish("sk_other");
            client.await("NetStream.Publish.Start");
            client.formats();
            client.picture(0, true, 100);
            stage.awaitTold("on day");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "live, sk_good, live",
        "live, sk_good?bitrate=6000, live",
        "live, /sk_good, live",
        "/live/, sk_good, live",
        "live/_definst_, sk_good, live",
        "live/sk_good, '', live",
        "live/sk_good?x=1, '', live",
        "live?x=1, sk_good, live",
    })
    void theKeyIsFoundWhereEncodersPutIt(String app, String name, String expectedApp) throws IOException {
        try (RtmpClient client = RtmpClient.connected(stage.port(), app)) {
            client.publish(name);
            client.await("NetStream.Publish.Start");
            assertThat(stage.asked.getFirst().app()).isEqualTo(expectedApp);
        }
    }

    @Test
    void aWrongKeyIsRefusedByItsCodeAndTheConnectionCloses() throws IOException {
        try (RtmpClient client = RtmpClient.connected(stage.port(), "live")) {
            client.publish("sk_wrong");
            RtmpClient.Came refusal = client.await("NetStream.Publish.BadName");
            assertThat(RtmpClient.values(refusal.body()))
                    .contains("onStatus", "level=Text[value=error]")
                    .doesNotContain("sk_");
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(stage.streams.all()).isEmpty();
    }

    @Test
    void aSecondEncoderTakesOver() throws IOException {
        try (RtmpClient first = RtmpClient.publishing(stage.port(), "sk_good")) {
            first.picture(0, true, 100);
            stage.awaitTold("on night");
            try (RtmpClient second = RtmpClient.publishing(stage.port(), "sk_good")) {
                first.await("Another encoder took over.");
                assertThat(first.isClosed()).isTrue();
                second.picture(0, true, 100);
                Stage.until(() -> facts("night").videoFrames() == 2);
                assertThat(facts("night").published()).isTrue();
            }
            assertThat(List.copyOf(stage.told).subList(0, 3))
                    .containsExactly(
                            "on night rtmp Test/1.0", "off night Another encoder took over.", "on night rtmp Test/1.0");
        }
    }

    @Test
    void aSecondEncoderIsRefusedWhereThatIsSet() throws IOException {
        stage.close();
        stage = new Stage(Stage.settings().with(RtmpSettings.Second.REFUSED), null);
        try (RtmpClient first = RtmpClient.publishing(stage.port(), "sk_good");
                RtmpClient second = RtmpClient.connected(stage.port(), "live")) {
            second.publish("sk_good");
            second.await("Another encoder is publishing.");
            stage.awaitTold("refused night A second encoder");
            first.picture(0, true, 100);
            Stage.until(() -> facts("night").videoFrames() == 1);
        }
    }

    @RepeatedTest(5)
    void ofTwoEncodersOfTheSameInstantOneIsRefusedWhereThatIsSet() throws IOException {
        stage.close();
        stage = new Stage(Stage.settings().with(RtmpSettings.Second.REFUSED), null);
        stage.gateShut = true;
        try (RtmpClient one = RtmpClient.connected(stage.port(), "live");
                RtmpClient other = RtmpClient.connected(stage.port(), "live")) {
            one.publish("sk_good");
            other.publish("sk_good");
            Stage.until(() -> stage.waiting.size() == 2);
            stage.openGate();
            List<Boolean> begun = List.of(one.begins(), other.begins());
            assertThat(begun).containsExactlyInAnyOrder(true, false);
            stage.awaitTold("refused night A second encoder");
            RtmpClient winner = begun.getFirst() ? one : other;
            winner.formats();
            winner.picture(0, true, 100);
            Stage.until(() -> facts("night").videoFrames() == 1);
            assertThat(stage.told.stream().filter(t -> t.startsWith("on "))).hasSize(1);
        }
    }

    @Test
    void mediaSentBeforeTheGateAnsweredIsKept() throws IOException {
        stage.gateShut = true;
        try (RtmpClient client = RtmpClient.connected(stage.port(), "live")) {
            client.atOnce(() -> {
                client.publish("sk_good");
                client.formats();
                client.picture(0, true, 200_000);
                for (int i = 1; i < 5; i++) client.picture(i * 40L, false, 5_000);
            });
            Stage.until(() -> stage.waiting.size() == 1);
            assertThat(stage.streams.all()).isEmpty();
            stage.openGate();
            client.await("NetStream.Publish.Start");
            Stage.until(() -> facts("night").videoFrames() == 5);
            assertThat(facts("night").keyframes()).isEqualTo(1);
        }
    }

    @Test
    void mediaSentBeforeTheGateSaidNoIsForgotten() throws IOException {
        stage.gateShut = true;
        try (RtmpClient client = RtmpClient.connected(stage.port(), "live")) {
            client.publish("sk_wrong");
            client.formats();
            client.picture(0, true, 50_000);
            Stage.until(() -> stage.waiting.size() == 1);
            stage.openGate();
            client.await("NetStream.Publish.BadName");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void aLateWordToAFinishedTurnDoesNotEndTheNextOne() throws Exception {
        DefaultEventLoop slow = new DefaultEventLoop();
        stage.streams.open("night", slow);
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 100);
            Stage.until(() -> facts("night").videoFrames() == 1);
            CountDownLatch busy = new CountDownLatch(1);
            slow.execute(() -> await(busy));
            stage.stream("night").dismissPublisher();
            client.command(
                    new Amf0Writer().text("deleteStream").number(7).nothing().number(1));
            client.await("NetStream.Unpublish.Success");
            client.publish("sk_other");
            client.await("NetStream.Publish.Start");
            busy.countDown();
            stage.awaitTold("off night");
            slow.submit(() -> {}).sync();
            client.formats();
            client.picture(0, true, 100);
            // Whatever was on its way to the connection's loop has come by then.
            client.raw(ChunkWriter.control(new UserControl(UserControl.PING_REQUEST, 77, 0)));
            client.awaitControl(UserControl.class);
            client.picture(40, false, 100);
            Stage.until(() -> facts("day").videoFrames() == 2);
            assertThat(facts("day").published()).isTrue();
        } finally {
            stage.streams.find("night").ifPresent(LiveStream::end);
            slow.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whenTheStreamEndsItsEncoderIsSentAway() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 100);
            stage.awaitTold("on night");
            stage.stream("night").end();
            client.await("The stream was ended.");
            assertThat(client.isClosed()).isTrue();
        }
        stage.awaitTold("off night The stream was ended.");
    }

    @Test
    void anEncoderThatAnswersPingsMayBeSilent() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 100);
            for (int i = 0; i < 5; i++) {
                client.awaitControl(UserControl.class);
                client.raw(ChunkWriter.control(new UserControl(UserControl.PING_RESPONSE, 1, 0)));
            }
            assertThat(facts("night").published()).isTrue();
        }
    }

    @Test
    void anEncoderWhoseOtherEndIsGoneIsGivenUp() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 100);
            stage.awaitTold("off night Nothing came from the encoder for 2 s.");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void bytesAreAcknowledgedAndPingsAnswered() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.raw(ChunkWriter.control(new UserControl(UserControl.PING_REQUEST, 77, 0)));
            client.controls.clear();
            client.awaitControl(UserControl.class);
            client.raw(ChunkWriter.control(new ControlMessage.WindowAckSize(100_000)));
            client.picture(0, true, 60_000);
            client.awaitControl(ControlMessage.Acknowledgement.class);
        }
    }

    @Test
    void anotherCodecIsNamedAndTheOtherTrackGoesOn() throws IOException {
        try (RtmpClient client = RtmpClient.connected(stage.port(), "live")) {
            client.publish("sk_good");
            client.await("NetStream.Publish.Start");
            client.formats();
            byte[] vvc = {(byte) 0x90, 'v', 'v', 'c', '1', 0, 0};
            for (int i = 0; i < 3; i++) client.send(6, MessageType.VIDEO, i, ByteBuffer.wrap(vvc));
            client.sound(10);
            Stage.until(() -> facts("night").audioFrames() == 1);
            assertThat(stage.told.stream().filter(t -> t.startsWith("refused")))
                    .containsExactly(
                            "refused night The picture is coded as VVC, which is not taken. Set the encoder to H.264.");
        }
    }

    @Test
    void brokenPicturesAreLeftOutAndTheStreamGoesOn() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            byte[][] broken = {
                {0x17}, {0x17, 1, 0, 0}, {0x27, 1, 0, 0, 0, 0, 0, 0, 9, 1}, {0x27, 1, 0, 0, 0}, {0x17, 0, 0, 0, 0, 2}
            };
            for (byte[] body : broken) client.send(6, MessageType.VIDEO, 0, ByteBuffer.wrap(body));
            client.send(4, MessageType.AUDIO, 0, ByteBuffer.wrap(new byte[] {(byte) 0xAF, 9, 1}));
            client.send(5, MessageType.DATA_AMF0, 0, ByteBuffer.wrap(new byte[] {2, 0, 50, 1}));
            client.sound(10);
            Stage.until(() -> facts("night").audioFrames() == 1);
            assertThat(facts("night").videoFrames()).isZero();
            // A new parameter set mends it.
            client.formats();
            client.picture(20, true, 100);
            Stage.until(() -> facts("night").videoFrames() == 1);
        }
    }

    @Test
    void aSmallPartOfAnAggregateDoesNotKeepTheWhole() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(0, true, 1000);
            ByteBuffer body = ByteBuffer.allocate(2 * 15 + 10 + 1_000_000);
            body.put((byte) MessageType.AUDIO)
                    .putShort((short) 0)
                    .put((byte) 10)
                    .position(11);
            FlvWriter.aacHead(body, false);
            // What is left out: a type that nobody knows.
            body.position(11 + 10 + 4)
                    .put((byte) 99)
                    .put((byte) (1_000_000 >> 16))
                    .putShort((short) 1_000_000);
            client.send(4, MessageType.AGGREGATE, 20, body.clear());
            Stage.until(() -> facts("night").audioFrames() == 1);
            Stage.until(() -> stage.usedBytes() < 500_000);
            // And not because the encoder fell silent and was given up.
            assertThat(facts("night").published()).isTrue();
        }
    }

    /// What was done to them stays readable after the encoder is gone.
    @Test
    void timesAreRepairedAndWhatWasDoneCanBeRead() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            client.picture(1000, true, 100);
            client.picture(1000, false, 100);
            client.picture(90_000_000, false, 100);
            client.picture(90_000_040, false, 100);
            client.picture(5, true, 100);
            client.picture(45, false, 100);
            Stage.until(() -> facts("night").videoFrames() == 6);
        }
        stage.awaitTold("off night");
        Repairs repairs = facts("night").repairs();
        assertThat(repairs.jumpsForward()).isEqualTo(1);
        assertThat(repairs.jumpsBack()).isEqualTo(1);
        assertThat(repairs.notRising()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void anAggregateIsTakenApart() throws IOException {
        try (RtmpClient client = RtmpClient.publishing(stage.port(), "sk_good")) {
            ByteBuffer body = ByteBuffer.allocate(1000);
            for (int i = 0; i < 5; i++) {
                FlvWriter.tagHead(body, 8, 1000 + i * 21L, 12);
                FlvWriter.aacHead(body, false);
                body.position(body.position() + 10);
                FlvWriter.backPointer(body, 12);
            }
            client.send(4, MessageType.AGGREGATE, 500, body.flip());
            Stage.until(() -> facts("night").audioFrames() == 5);
        }
    }

    @Test
    void theEncoderIsCalledByTheNameInItsMetadata() throws IOException {
        try (RtmpClient client = RtmpClient.connected(stage.port(), "live")) {
            client.publish("sk_good");
            client.await("NetStream.Publish.Start");
            Amf0Writer data = new Amf0Writer()
                    .text("@setDataFrame")
                    .text("onMetaData")
                    .ecmaArray(0)
                    .field("encoder")
                    .text("obs-output module (libobs version 29.0.2)")
                    .end();
            client.send(5, MessageType.DATA_AMF0, 0, data.written());
            client.formats();
            stage.awaitTold("on night rtmp obs-output module (libobs version 29.0.2)");
        }
    }

    private StreamFacts facts(String id) {
        return stage.stream(id).facts();
    }
}
