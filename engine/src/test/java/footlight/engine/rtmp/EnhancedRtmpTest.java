package footlight.engine.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.TrackFormat;
import footlight.live.TrackFormat.AudioCodec;
import footlight.live.TrackFormat.VideoCodec;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.flv.AudioHead;
import footlight.wire.flv.FlvCodec;
import footlight.wire.flv.FlvHeader;
import footlight.wire.flv.FlvTag;
import footlight.wire.flv.VideoHead;
import footlight.wire.rtmp.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What ffmpeg 8 sends in enhanced RTMP, through the real entrance and hub, and out again.
@Timeout(60)
final class EnhancedRtmpTest {
    private final Stage stage = Stage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "hevc-opus, HEVC, OPUS, 2",
        "hevc10-aac, HEVC, AAC, 1",
        "av1-flac, AV1, FLAC, 1",
        "vp9-ac3, VP9, AC3, 1",
        "avc-eac3, H264, EAC3, 1"
    })
    void everyCodecIsCarriedFromTheEncoderToThePlayer(String name, VideoCodec video, AudioCodec audio, int channels)
            throws IOException {
        try (RtmpClient encoder = RtmpClient.connected(stage.port(), "live");
                RtmpClient player = RtmpClient.connected(stage.port(), "play")) {
            encoder.publish("sk_good");
            encoder.await("NetStream.Publish.Start");
            List<FlvTag> sent = media(name);
            send(encoder, sent.subList(0, 4));
            Stage.until(() -> stage.streams.find("night").isPresent());
            player.play("night");
            player.await("NetStream.Play.Start");
            Stage.until(() -> stage.stream("night").facts().viewers() == 1);
            send(encoder, sent.subList(4, sent.size()));
            List<ByteBuffer> pictures = payloads(sent, true);
            List<ByteBuffer> sounds = payloads(sent, false);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == pictures.size());
            Stage.until(() -> stage.stream("night").facts().audioFrames() == sounds.size());

            TrackFormat.Video picture = Objects.requireNonNull(
                    stage.stream("night").facts().formats().video());
            assertThat(picture.codec()).isEqualTo(video);
            assertThat(picture.width() + "x" + picture.height()).isEqualTo("160x90");
            TrackFormat.Audio sound = Objects.requireNonNull(
                    stage.stream("night").facts().formats().audio());
            assertThat(sound.codec()).isEqualTo(audio);
            assertThat(sound.sampleRateHz()).isEqualTo(48_000);
            assertThat(sound.channels()).isEqualTo(channels);
            assertThat(stage.told).noneMatch(told -> told.startsWith("refused"));

            List<FlvTag> got = received(player, pictures.size(), sounds.size());
            assertThat(payloads(got, true)).isEqualTo(pictures);
            // Sound from before the first picture is not sent, that after the last one was not waited for.
            List<ByteBuffer> heard = payloads(got, false);
            assertThat(heard).isNotEmpty();
            assertThat(Collections.indexOfSubList(sounds, heard)).isNotNegative();
            assertThat(offsets(got)).isEqualTo(offsets(sent));
        }
    }

    @Test
    void ofSeveralTracksTheFirstIsTakenAndTheOthersAreTold() throws IOException {
        try (RtmpClient encoder = RtmpClient.connected(stage.port(), "live")) {
            encoder.publish("sk_good");
            encoder.await("NetStream.Publish.Start");
            List<FlvTag> sent = media("two-of-each");
            send(encoder, sent);
            List<FlvTag> first = sent.stream().filter(tag -> track(tag) == 0).toList();
            int pictures = payloads(first, true).size();
            Stage.until(() -> stage.stream("night").facts().videoFrames() == pictures);
            Stage.until(() -> stage.stream("night").facts().audioFrames()
                    == payloads(first, false).size());
            assertThat(Objects.requireNonNull(
                                    stage.stream("night").facts().formats().video())
                            .codec())
                    .isEqualTo(VideoCodec.H264);
            assertThat(stage.told.stream().filter(told -> told.startsWith("refused")))
                    .containsExactlyInAnyOrder(
                            "refused night The encoder sends more than one picture; only the first one is taken.",
                            "refused night The encoder sends more than one sound; only the first one is taken.");
        }
    }

    @Test
    void tracksInOneMessageAreTakenApart() throws IOException {
        try (RtmpClient encoder = RtmpClient.publishing(stage.port(), "sk_good")) {
            // Two sounds of mp4a, as ManyTracks: configurations, then frames, the second one large.
            encoder.send(
                    4,
                    MessageType.AUDIO,
                    0,
                    hex("95" + "10" + "6d703461" + "00" + "000002" + "1190" + "01" + "000002" + "1188"));
            ByteBuffer frames = ByteBuffer.allocate(500_030);
            frames.put(hex("95" + "11" + "6d703461" + "01" + "07a120")).position(10 + 500_000);
            frames.put(hex("00" + "000003" + "aabbcc"));
            encoder.send(4, MessageType.AUDIO, 20, frames.flip());
            Stage.until(() -> stage.stream("night").facts().audioFrames() == 1);
            assertThat(stage.stream("night").facts().audioBytes()).isEqualTo(3);
            // What is kept of it does not keep the whole message.
            Stage.until(() -> stage.usedBytes() < 300_000);
        }
    }

    @Test
    void aClientThatAsksIsToldWhatIsTaken() throws IOException {
        try (RtmpClient old = new RtmpClient(stage.port());
                RtmpClient fresh = new RtmpClient(stage.port())) {
            old.handshake();
            old.command(connect("live").end());
            assertThat(RtmpClient.values(old.await("_result").body())).doesNotContain("fourCcList", "capsEx");
            fresh.handshake();
            fresh.command(connect("live").field("capsEx").number(15).end());
            assertThat(RtmpClient.values(fresh.await("_result").body()))
                    .contains("hvc1", "av01", "vp09", "Opus", "fLaC", "ac-3", "ec-3")
                    .contains("capsEx=Numeral[value=5.0]", "videoFourCcInfoMap", "audioFourCcInfoMap");
        }
    }

    @Test
    void aPlayerThatToldItsCodecsIsNotSentWhatItCannotPlay() throws IOException {
        try (RtmpClient encoder = RtmpClient.connected(stage.port(), "live");
                RtmpClient old = new RtmpClient(stage.port());
                RtmpClient any = new RtmpClient(stage.port())) {
            encoder.publish("sk_good");
            encoder.await("NetStream.Publish.Start");
            send(encoder, media("av1-flac"));
            Stage.until(() -> stage.stream("night").facts().videoFrames() > 0);
            old.handshake();
            old.command(connect("play")
                    .field("fourCcList")
                    .strictArray(1)
                    .text("hvc1")
                    .end());
            old.await("_result");
            old.play("night");
            old.await("This player did not say that it can play AV1.");
            any.handshake();
            any.command(
                    connect("play").field("fourCcList").strictArray(1).text("*").end());
            any.await("_result");
            any.play("night");
            any.await("NetStream.Play.Start");
        }
    }

    @Test
    void beforeTheServerStopsWhoUnderstandsItIsAskedToReconnect() throws Exception {
        try (RtmpClient encoder = new RtmpClient(stage.port());
                RtmpClient other = RtmpClient.publishing(stage.port(), "sk_other")) {
            encoder.handshake();
            encoder.command(connect("live").field("capsEx").number(1).end());
            encoder.await("_result");
            encoder.publish("sk_good");
            encoder.await("NetStream.Publish.Start");
            encoder.formats();
            encoder.picture(0, true, 100);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 1);
            Thread stopping = Thread.startVirtualThread(stage.edge::close);
            encoder.await("NetConnection.Connect.ReconnectRequest");
            // It goes on to a fitting place, and is listened to until then.
            encoder.picture(40, false, 100);
            Stage.until(() -> stage.stream("night").facts().videoFrames() == 2);
            long before = System.nanoTime();
            encoder.socket.close();
            stopping.join();
            assertThat(System.nanoTime() - before).isLessThan(900_000_000L);
            assertThat(other.isClosed()).isTrue();
            assertThat(other.messages).isEmpty();
        }
    }

    private static Amf0Writer connect(String app) {
        return new Amf0Writer().text("connect").number(1).object().field("app").text(app);
    }

    private static List<FlvTag> received(RtmpClient player, int pictures, int sounds) throws IOException {
        List<FlvTag> got = new ArrayList<>();
        while (payloads(got, true).size() < pictures || payloads(got, false).size() < Math.min(sounds, 5)) {
            RtmpClient.Came came = player.next();
            if (came.type() == MessageType.VIDEO) got.add(new FlvTag.Video(came.timestampMs(), came.body()));
            if (came.type() == MessageType.AUDIO) got.add(new FlvTag.Audio(came.timestampMs(), came.body()));
        }
        // Sound rides along with the pictures; what comes after the last one is not waited for.
        return got;
    }

    private static void send(RtmpClient encoder, List<FlvTag> tags) throws IOException {
        for (FlvTag tag : tags) {
            boolean video = tag instanceof FlvTag.Video;
            encoder.send(
                    video ? 6 : 4,
                    video ? MessageType.VIDEO : MessageType.AUDIO,
                    tag.timestampMs(),
                    tag.body().duplicate());
        }
    }

    /// The frames' data, an AV1 temporal delimiter left out.
    private static List<ByteBuffer> payloads(List<FlvTag> tags, boolean video) {
        List<ByteBuffer> payloads = new ArrayList<>();
        for (FlvTag tag : tags) {
            ByteBuffer body = tag.body();
            if (video && tag instanceof FlvTag.Video && VideoHead.read(body) instanceof VideoHead.Picture picture) {
                ByteBuffer data = body.slice(picture.at(), picture.bytes());
                if (picture.codec() == FlvCodec.Video.AV1 && data.getShort(0) == 0x1200)
                    data = data.slice(2, data.remaining() - 2);
                payloads.add(data);
            }
            if (!video
                    && tag instanceof FlvTag.Audio
                    && AudioHead.read(body) instanceof AudioHead.Sound sound
                    && sound.bytes() > 0) payloads.add(body.slice(sound.at(), sound.bytes()));
        }
        return payloads;
    }

    private static List<Integer> offsets(List<FlvTag> tags) {
        return tags.stream()
                .filter(FlvTag.Video.class::isInstance)
                .map(tag -> VideoHead.read(tag.body()))
                .filter(VideoHead.Picture.class::isInstance)
                .map(head -> ((VideoHead.Picture) head).compositionMs())
                .toList();
    }

    private static int track(FlvTag tag) {
        return switch (tag) {
            case FlvTag.Video video ->
                switch (VideoHead.read(video.body())) {
                    case VideoHead.Configuration configuration -> configuration.track();
                    case VideoHead.Picture picture -> picture.track();
                    case VideoHead.Aside _, VideoHead.Foreign _, VideoHead.Several _ -> 0;
                };
            case FlvTag.Audio audio ->
                switch (AudioHead.read(audio.body())) {
                    case AudioHead.Configuration configuration -> configuration.track();
                    case AudioHead.Sound sound -> sound.track();
                    case AudioHead.Aside _, AudioHead.Foreign _, AudioHead.Several _ -> 0;
                };
            case FlvTag.Script _ -> 0;
        };
    }

    private static List<FlvTag> media(String name) throws IOException {
        try (InputStream in = EnhancedRtmpTest.class.getResourceAsStream("/samples/enhanced/" + name + ".flv")) {
            ByteBuffer bytes = ByteBuffer.wrap(Objects.requireNonNull(in).readAllBytes());
            FlvHeader.read(bytes);
            List<FlvTag> tags = new ArrayList<>();
            while (bytes.hasRemaining()) tags.add(FlvTag.next(bytes, 1 << 20).orElseThrow());
            return tags.stream().filter(tag -> !(tag instanceof FlvTag.Script)).toList();
        }
    }

    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
