package footlight.engine.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.StreamFacts;
import footlight.testkit.Programs;
import footlight.wire.flv.FlvWriter;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage.UserControl;
import footlight.wire.rtmp.MessageType;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The clients people use, against the real entrance and hub.
@Timeout(90)
final class RealClientsTest {
    private static final List<String> SCENE = List.of(
            "-v",
            "error",
            "-re",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=320x180:r=25",
            "-f",
            "lavfi",
            "-i",
            "sine=r=48000",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-g",
            "25",
            "-bf",
            "2",
            "-c:a",
            "aac",
            "-f",
            "flv");

    @Test
    void ffmpegPublishesPictureAndSound() throws Exception {
        try (Stage stage = Stage.open()) {
            Process ffmpeg = publish("rtmp://127.0.0.1:" + stage.port() + "/live/sk_good", "3");
            finished(ffmpeg, 0);
            seen(stage, "rtmp Lavf");
            assertThat(stage.told).contains("off night The encoder stopped.");
        }
    }

    @Test
    void ffmpegPublishesOverTls(@TempDir Path folder) throws Exception {
        SslContext tls = SslContextBuilder.forServer(selfSigned(folder)).build();
        RtmpSettings plain = Stage.settings();
        RtmpSettings both =
                new RtmpSettings(plain.host(), 0, 0, plain.second(), plain.settle(), plain.silence(), 100, 100);
        try (Stage stage = new Stage(both, () -> tls)) {
            Process ffmpeg = publish("rtmps://127.0.0.1:" + stage.edge.tlsPort() + "/live/sk_good", "3");
            finished(ffmpeg, 0);
            seen(stage, "rtmps Lavf");
        }
    }

    @Test
    void ffmpegWithAWrongKeyEndsWithAnError() throws Exception {
        try (Stage stage = Stage.open()) {
            Process ffmpeg = publish("rtmp://127.0.0.1:" + stage.port() + "/live/sk_wrong", "20");
            assertThat(finished(ffmpeg, 1)).contains("The stream key was refused.");
        }
    }

    @Test
    void gstreamerPublishes() throws Exception {
        Path gst = Programs.need("gst-launch-1.0", "gstreamer1.0-tools");
        Programs.need("ffmpeg", "ffmpeg");
        try (Stage stage = Stage.open()) {
            String location = "rtmp://127.0.0.1:" + stage.port() + "/live/sk_good";
            Process process = start(List.of(
                    "sh",
                    "-c",
                    gst + " -q flvmux name=mux streamable=true ! rtmp2sink location=" + location
                            + " videotestsrc is-live=true num-buffers=75 ! video/x-raw,width=320,height=180,framerate=25/1"
                            + " ! x264enc speed-preset=ultrafast tune=zerolatency key-int-max=25 ! h264parse ! mux."
                            + " audiotestsrc is-live=true num-buffers=140 ! audio/x-raw,rate=48000 ! avenc_aac ! aacparse"
                            + " ! mux."));
            finished(process, 0);
            seen(stage, "rtmp ");
        }
    }

    @Test
    void ffmpegPlaysWhatAnotherPublishes() throws Exception {
        Path ffmpeg = Programs.need("ffmpeg", "ffmpeg");
        try (Stage stage = Stage.open()) {
            Process publisher = publish("rtmp://127.0.0.1:" + stage.port() + "/live/sk_good", "8");
            stage.awaitTold("on night");
            Process player = start(List.of(
                    ffmpeg.toString(),
                    "-v",
                    "error",
                    "-i",
                    "rtmp://127.0.0.1:" + stage.port() + "/play/night",
                    "-t",
                    "2",
                    "-map",
                    "0:v",
                    "-map",
                    "0:a",
                    "-f",
                    "framemd5",
                    "-"));
            String frames = finished(player, 0);
            assertThat(frames.lines().filter(l -> l.startsWith("0,")).count()).isBetween(45L, 60L);
            assertThat(frames.lines().filter(l -> l.startsWith("1,")).count()).isGreaterThan(80);
            stage.awaitTold("viewer left night");
            publisher.destroy();
        }
    }

    @Test
    void aPlayerGetsHeadersThenTheRunFromItsKeyframe() throws IOException {
        try (Stage stage = Stage.open();
                RtmpClient publisher = RtmpClient.publishing(stage.port(), "sk_good")) {
            publisher.picture(0, true, 100_000);
            publisher.picture(40, false, 500);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 2);
            try (RtmpClient player = RtmpClient.connected(stage.port(), "play")) {
                player.play("night");
                player.await("NetStream.Play.Start");
                player.await("onMetaData");
                RtmpClient.Came picture = player.next();
                assertThat(picture.type()).isEqualTo(MessageType.VIDEO);
                assertThat(picture.body().remaining()).isEqualTo(FlvWriter.VIDEO_HEAD_BYTES + RtmpClient.AVC.length);
                assertThat(player.next().type()).isEqualTo(MessageType.AUDIO);
                RtmpClient.Came keyframe = player.next();
                assertThat(keyframe.body().get(0)).isEqualTo((byte) 0x17);
                assertThat(keyframe.body().remaining()).isEqualTo(FlvWriter.VIDEO_HEAD_BYTES + 100_004);
                RtmpClient.Came next = player.next();
                assertThat(next.timestampMs() - keyframe.timestampMs()).isEqualTo(40);
                stage.stream("night").end();
                player.await("NetStream.Play.UnpublishNotify");
                assertThat(player.isClosed()).isTrue();
            }
        }
    }

    @Test
    void aPlayerWhoseOtherEndIsGoneIsGivenUp() throws IOException {
        try (Stage stage = Stage.open();
                RtmpClient publisher = RtmpClient.publishing(stage.port(), "sk_good");
                RtmpClient gone = RtmpClient.connected(stage.port(), "play");
                RtmpClient there = RtmpClient.connected(stage.port(), "play")) {
            publisher.picture(0, true, 100);
            gone.play("night");
            gone.await("NetStream.Play.Start");
            there.play("night");
            there.await("NetStream.Play.Start");
            Stage.until(() -> stage.stream("night").facts().viewers() == 2);
            for (int i = 0; i < 5; i++) {
                // Both go on receiving; one of them answers.
                publisher.picture(40 + i, false, 100);
                publisher.raw(ChunkWriter.control(new UserControl(UserControl.PING_RESPONSE, 1, 0)));
                there.awaitControl(UserControl.class);
                there.raw(ChunkWriter.control(new UserControl(UserControl.PING_RESPONSE, 1, 0)));
            }
            stage.awaitTold("viewer left night");
            assertThat(gone.isClosed()).isTrue();
            assertThat(stage.stream("night").facts().viewers()).isEqualTo(1);
        }
    }

    @Test
    void aPlayerIsToldWhenThereIsNothingOrItMayNot() throws IOException {
        try (Stage stage = Stage.open();
                RtmpClient early = RtmpClient.connected(stage.port(), "play");
                RtmpClient banned = RtmpClient.connected(stage.port(), "play");
                RtmpClient astray = RtmpClient.connected(stage.port(), "live")) {
            early.play("night");
            early.await("NetStream.Play.StreamNotFound");
            banned.play("night?pass=banned");
            banned.await("You were banned.");
            astray.play("sk_good");
            astray.await("NetStream.Play.StreamNotFound");
        }
    }

    private static KeyManagerFactory selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        char[] password = "changeit".toCharArray();
        finished(
                start(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "one",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(password))),
                0);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory;
    }

    private static void seen(Stage stage, String encoder) {
        // The encoder's end comes behind its last frame; its process may be gone before we have read that.
        stage.awaitTold("off night");
        StreamFacts facts = stage.stream("night").facts();
        assertThat(facts.videoFrames()).isBetween(70L, 80L);
        assertThat(facts.audioFrames()).isBetween(120L, 160L);
        assertThat(facts.keyframes()).isBetween(3L, 4L);
        var video = Objects.requireNonNull(facts.formats().video());
        assertThat(video.width()).isEqualTo(320);
        assertThat(video.height()).isEqualTo(180);
        assertThat(Objects.requireNonNull(facts.formats().audio()).sampleRateHz())
                .isEqualTo(48_000);
        assertThat(stage.told).anyMatch(t -> t.startsWith("on night " + encoder));
        assertThat(stage.told).noneMatch(t -> t.startsWith("refused"));
    }

    private static Process publish(String url, String seconds) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Programs.need("ffmpeg", "ffmpeg").toString());
        command.addAll(SCENE);
        command.addAll(List.of("-t", seconds, url));
        return start(command);
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
    }

    private static String finished(Process process, int expectedExit) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(expectedExit);
        return said;
    }
}
