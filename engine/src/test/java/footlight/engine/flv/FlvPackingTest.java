package footlight.engine.flv;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.Packing;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.wire.flv.FlvTag;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlvPackingTest {
    private static final TrackFormat.Video PICTURE = new TrackFormat.Video(
            TrackFormat.VideoCodec.H264, 1000, 1280, 720, ByteBuffer.wrap(new byte[] {1, 100, 0, 31}));
    private static final TrackFormat.Audio SOUND = new TrackFormat.Audio(
            TrackFormat.AudioCodec.AAC, 1000, 48_000, 2, ByteBuffer.wrap(new byte[] {0x11, (byte) 0x90}));
    private static final Formats BOTH = new Formats(PICTURE, SOUND);

    private final List<ByteBuf> made = new ArrayList<>();

    @AfterEach
    void release() {
        made.forEach(ByteBuf::release);
    }

    @Test
    void theHeadHoldsFileHeaderMetadataAndBothConfigurations() {
        ByteBuffer head = bytes(own(FlvPacking.HTTP.head(BOTH)));

        assertThat(hex(take(head, 13))).isEqualTo("464c5601050000000900000000");
        List<FlvTag> tags = tags(head);
        assertThat(tags).hasSize(3);
        assertThat(StandardCharsets.ISO_8859_1
                        .decode(tags.get(0).body().duplicate())
                        .toString())
                .contains("onMetaData", "width", "Footlight");
        assertThat(hex(tags.get(1).body())).isEqualTo("1700000000" + "0164001f");
        assertThat(hex(tags.get(2).body())).isEqualTo("af00" + "1190");
    }

    @Test
    void overHttpTheHeaderPromisesBothTracksSinceItCannotBeChangedLater() {
        assertThat(bytes(own(FlvPacking.HTTP.head(new Formats(PICTURE, null)))).get(4))
                .isEqualTo((byte) 5);
    }

    @Test
    void overHttpATrackThatHasNotComeInAWhileIsPromisedNoMore() {
        assertThat(bytes(own(FlvPacking.HTTP.head(new Formats(PICTURE, null, true))))
                        .get(4))
                .isEqualTo((byte) 1);
        assertThat(bytes(own(FlvPacking.HTTP.head(new Formats(null, SOUND, true))))
                        .get(4))
                .isEqualTo((byte) 4);
    }

    @Test
    void overWebSocketTheHeaderPromisesOnlyWhatIsThere() {
        assertThat(payload(own(WebSocketFlvPacking.BINARY.head(new Formats(PICTURE, null))))
                        .get(4))
                .isEqualTo((byte) 1);
        assertThat(payload(own(WebSocketFlvPacking.BINARY.head(new Formats(null, SOUND))))
                        .get(4))
                .isEqualTo((byte) 4);
        assertThat(payload(own(WebSocketFlvPacking.BINARY.head(BOTH))).get(4)).isEqualTo((byte) 5);
    }

    @Test
    void aPictureKeepsItsTimesAndAKeyframeItsMark() {
        List<FlvTag> tags = tags(bytes(
                pack(FlvPacking.HTTP, false, picture(70_000_000, 80, true, 1), picture(0xFFFFFFFFL, -1, false, 2))));

        assertThat(tags.get(0).timestampMs()).isEqualTo(70_000_000);
        assertThat(hex(tags.get(0).body())).isEqualTo("1701" + "000050" + "01");
        assertThat(tags.get(1).timestampMs()).isEqualTo(0xFFFFFFFFL);
        assertThat(hex(tags.get(1).body())).isEqualTo("2701" + "ffffff" + "02");
    }

    @Test
    void timesPastThirtyTwoBitsWrapAsPlayersExpect() {
        assertThat(tags(bytes(pack(FlvPacking.HTTP, false, sound(0x1_0000_0005L))))
                        .getFirst()
                        .timestampMs())
                .isEqualTo(5);
    }

    @Test
    void changedFormatsAreToldBeforeTheFramesAtTheirTime() {
        List<FlvTag> tags = tags(bytes(pack(FlvPacking.HTTP, true, picture(500, 0, true, 1), sound(510))));

        assertThat(tags).extracting(FlvTag::timestampMs).containsExactly(500L, 500L, 500L, 510L);
        assertThat(hex(tags.get(0).body())).isEqualTo("1700000000" + "0164001f");
    }

    @Test
    void timesOfAnotherClockAreToldInMilliseconds() {
        Formats fine =
                new Formats(new TrackFormat.Video(TrackFormat.VideoCodec.H264, 90_000, 1, 1, PICTURE.config()), null);
        ByteBuf out = FlvPacking.HTTP.pack(List.of(picture(90_045, 1800, true, 1)), fine, false);
        made.add(out);
        FlvTag tag = tags(bytes(out)).getFirst();

        assertThat(tag.timestampMs()).isEqualTo(1000);
        assertThat(hex(tag.body())).isEqualTo("1701" + "000014" + "01");
    }

    @Test
    void thePagesPlayerIsToldWhenEachKeyframeCameIn() {
        List<FlvTag> tags = tags(
                payload(pack(WebSocketFlvPacking.BINARY, false, picture(500, 0, true, 1), picture(540, 0, false, 1))));

        assertThat(tags).extracting(t -> t.getClass().getSimpleName()).containsExactly("Script", "Video", "Video");
        ByteBuffer body = tags.get(0).body();
        assertThat(StandardCharsets.ISO_8859_1.decode(body.duplicate()).toString())
                .contains("onFootlightClock", "arrivedMs", "mediaMs");
        assertThat(hex(body)).contains(HexFormat.of().toHexDigits(Double.doubleToLongBits(1_700_000_000_123.0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 200, 60_000, 70_000})
    void aMessageOfAnySizeIsOneUnmaskedBinaryFrame(int payloadBytes) {
        ByteBuf packed = pack(WebSocketFlvPacking.BINARY, false, sound(1, payloadBytes));

        assertThat(tags(payload(packed))).hasSize(1);
    }

    private ByteBuf own(ByteBuf buffer) {
        made.add(buffer);
        return buffer;
    }

    private ByteBuf pack(Packing packing, boolean changed, Frame... frames) {
        ByteBuf out = packing.pack(List.of(frames), BOTH, changed);
        made.add(out);
        return out;
    }

    private Frame picture(long dts, int offset, boolean keyframe, int content) {
        ByteBuf payload = Unpooled.buffer().writeByte(content);
        made.add(payload);
        return new Frame(TrackKind.VIDEO, dts, offset, keyframe, 1_700_000_000_123L, payload);
    }

    private Frame sound(long dts) {
        return sound(dts, 1);
    }

    private Frame sound(long dts, int bytes) {
        ByteBuf payload = Unpooled.buffer().writeZero(bytes);
        made.add(payload);
        return new Frame(TrackKind.AUDIO, dts, 0, false, 0, payload);
    }

    private static ByteBuffer bytes(ByteBuf buffer) {
        return buffer.nioBuffer();
    }

    /// Takes the one WebSocket frame apart (RFC 6455, 5.2) and checks that its length is the shortest form.
    private static ByteBuffer payload(ByteBuf message) {
        ByteBuffer in = bytes(message);
        assertThat(in.get()).isEqualTo((byte) 0x82);
        int length = in.get();
        long bytes = length;
        if (length == 126) bytes = in.getShort() & 0xFFFF;
        if (length == 127) bytes = in.getLong();
        if (length == 126) assertThat(bytes).isGreaterThanOrEqualTo(126);
        if (length == 127) assertThat(bytes).isGreaterThan(0xFFFF);
        assertThat(in.remaining()).isEqualTo(bytes);
        return in.slice();
    }

    private static List<FlvTag> tags(ByteBuffer in) {
        List<FlvTag> tags = new ArrayList<>();
        while (true) {
            int start = in.position();
            Optional<FlvTag> tag = FlvTag.next(in, 1 << 20);
            if (tag.isEmpty()) break;
            assertThat(in.getInt(in.position() - 4)).isEqualTo(in.position() - start - 4);
            tags.add(tag.get());
        }
        assertThat(in.hasRemaining()).isFalse();
        return tags;
    }

    private static ByteBuffer take(ByteBuffer in, int bytes) {
        ByteBuffer taken = in.slice(in.position(), bytes);
        in.position(in.position() + bytes);
        return taken;
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
