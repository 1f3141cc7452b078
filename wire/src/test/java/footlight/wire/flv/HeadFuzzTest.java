package footlight.wire.flv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// Heads before pictures and sound, Adobe's and the enhanced ones with modifiers and tracks: what they tell of lies in
/// the body, tracks are few and of one level, and what is written of it is read again.
@Tag("on-demand")
final class HeadFuzzTest {
    /// A track's number is a byte.
    private static final int TRACKS_AT_MOST = 256;

    @Kept
    @FuzzTest(maxDuration = "10m")
    void pictures(byte[] input) {
        Reading.of(input, body -> moved(VideoHead.read(body), body.position()));
        ByteBuffer body = ByteBuffer.wrap(input);
        Reading.tolerated(() -> VideoHead.read(body)).ifPresent(head -> picture(head, input.length, false));
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void sounds(byte[] input) {
        Reading.of(input, body -> moved(AudioHead.read(body), body.position()));
        ByteBuffer body = ByteBuffer.wrap(input);
        Reading.tolerated(() -> AudioHead.read(body)).ifPresent(head -> sound(head, input.length, false));
    }

    private static void picture(VideoHead head, int bodyBytes, boolean among) {
        switch (head) {
            case VideoHead.Configuration(FlvCodec.Video codec, int _, int at, int bytes) -> {
                within(at, bytes, bodyBytes);
                ByteBuffer out = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST);
                FlvWriter.configurationHead(out, codec);
                int headBytes = out.flip().remaining();
                assertThat(headBytes).isEqualTo(FlvWriter.VIDEO_HEAD_BYTES);
                assertThat(VideoHead.read(out)).isEqualTo(new VideoHead.Configuration(codec, 0, headBytes, 0));
            }
            case VideoHead.Picture(FlvCodec.Video codec, int _, boolean keyframe, int laterMs, int at, int bytes) -> {
                within(at, bytes, bodyBytes);
                ByteBuffer out = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST);
                FlvWriter.pictureHead(out, codec, keyframe, laterMs);
                int headBytes = out.flip().remaining();
                assertThat(headBytes).isEqualTo(FlvWriter.pictureHeadBytes(codec, laterMs));
                assertThat(VideoHead.read(out))
                        .isEqualTo(new VideoHead.Picture(codec, 0, keyframe, laterMs, headBytes, 0));
            }
            case VideoHead.Several(List<VideoHead> tracks) -> {
                assertThat(among).isFalse();
                assertThat(tracks).hasSizeLessThanOrEqualTo(TRACKS_AT_MOST);
                tracks.forEach(track -> picture(track, bodyBytes, true));
            }
            case VideoHead.Foreign(String name, int _) -> assertThat(name).hasSizeBetween(1, 60);
            case VideoHead.Aside _ -> {}
        }
    }

    private static void sound(AudioHead head, int bodyBytes, boolean among) {
        switch (head) {
            case AudioHead.Configuration(FlvCodec.Audio codec, int _, int at, int bytes) -> {
                within(at, bytes, bodyBytes);
                ByteBuffer out = soundHead(codec, true);
                assertThat(AudioHead.read(out)).isEqualTo(new AudioHead.Configuration(codec, 0, out.remaining(), 0));
            }
            case AudioHead.Sound(FlvCodec.Audio codec, int _, int at, int bytes) -> {
                within(at, bytes, bodyBytes);
                ByteBuffer out = soundHead(codec, false);
                assertThat(AudioHead.read(out)).isEqualTo(new AudioHead.Sound(codec, 0, out.remaining(), 0));
            }
            case AudioHead.Several(List<AudioHead> tracks) -> {
                assertThat(among).isFalse();
                assertThat(tracks).hasSizeLessThanOrEqualTo(TRACKS_AT_MOST);
                tracks.forEach(track -> sound(track, bodyBytes, true));
            }
            case AudioHead.Foreign(String name, int _) -> assertThat(name).hasSizeBetween(1, 60);
            case AudioHead.Aside _ -> {}
        }
    }

    private static ByteBuffer soundHead(FlvCodec.Audio codec, boolean configuration) {
        ByteBuffer out = ByteBuffer.allocate(FlvWriter.HEAD_BYTES_AT_MOST);
        FlvWriter.soundHead(out, codec, configuration);
        assertThat(out.position()).isEqualTo(FlvWriter.soundHeadBytes(codec));
        return out.flip();
    }

    private static void within(int at, int bytes, int bodyBytes) {
        assertThat(at).isPositive();
        assertThat(bytes).isBetween(0, bodyBytes - at);
    }

    /// The same with places counted from `from`.
    private static VideoHead moved(VideoHead head, int from) {
        return switch (head) {
            case VideoHead.Configuration(FlvCodec.Video codec, int track, int at, int bytes) ->
                new VideoHead.Configuration(codec, track, at - from, bytes);
            case VideoHead.Picture(FlvCodec.Video codec, int track, boolean key, int laterMs, int at, int bytes) ->
                new VideoHead.Picture(codec, track, key, laterMs, at - from, bytes);
            case VideoHead.Several(List<VideoHead> tracks) ->
                new VideoHead.Several(
                        tracks.stream().map(track -> moved(track, from)).toList());
            case VideoHead.Foreign _, VideoHead.Aside _ -> head;
        };
    }

    private static AudioHead moved(AudioHead head, int from) {
        return switch (head) {
            case AudioHead.Configuration(FlvCodec.Audio codec, int track, int at, int bytes) ->
                new AudioHead.Configuration(codec, track, at - from, bytes);
            case AudioHead.Sound(FlvCodec.Audio codec, int track, int at, int bytes) ->
                new AudioHead.Sound(codec, track, at - from, bytes);
            case AudioHead.Several(List<AudioHead> tracks) ->
                new AudioHead.Several(
                        tracks.stream().map(track -> moved(track, from)).toList());
            case AudioHead.Foreign _, AudioHead.Aside _ -> head;
        };
    }
}
